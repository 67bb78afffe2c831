import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

/** The moment of printing, at the foot of the paper. Only with scripts: the server knows when a page was made, not when it was printed. */
export function PrintFoot() {
	const [printed, setPrinted] = useState<Date>();
	useEffect(() => {
		// The browser takes its picture of the page right after the event, so the words must be there by then.
		const stamp = () => flushSync(() => setPrinted(new Date()));
		window.addEventListener("beforeprint", stamp);
		return () => window.removeEventListener("beforeprint", stamp);
	}, []);
	return printed ? (
		<p className="print-foot">{m.ui_printed_at({ time: formatDateTime(printed, getLocale()) })}</p>
	) : null;
}
