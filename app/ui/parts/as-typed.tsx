import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

/** On English pages: why what people wrote, names and reasons, stands there in Vietnamese. Nobody translates it. */
export function AsTyped() {
	return getLocale() === "en" ? <p className="max-w-none basis-full text-ink2">{m.ui_as_typed()}</p> : null;
}
