import { useLocation } from "@remix-run/react";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

/**
 * Link to the same page in the other language. A plain link, because the whole document changes its language; by its mark
 * the scripts know when to carry over what is typed (form/unsaved-guard.tsx).
 */
export function LanguageSwitch() {
	const { pathname, search } = useLocation();
	const other = getLocale() === "vi" ? "en" : "vi";
	return (
		<a
			href={`/language/${other}?to=${encodeURIComponent(pathname + search)}`}
			lang={other}
			hrefLang={other}
			data-language
		>
			{m.ui_language_name({}, { locale: other })}
		</a>
	);
}
