import { useLocation } from "@remix-run/react";
import { m } from "#messages/messages.js";
import { Notice } from "./notice.tsx";

/** On the page that somebody comes back to after signing in: what was sent before could not be kept. */
export function UnsentNotice() {
	const { search } = useLocation();
	if (!new URLSearchParams(search).has("unsent")) return null;
	return (
		<div className="mb-4" role="status">
			<Notice tone="yellow">{m.house_unkept_again()}</Notice>
		</div>
	);
}
