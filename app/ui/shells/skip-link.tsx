import { m } from "#messages/messages.js";

/** First thing on every page for the keyboard: jumps over header and navigation to `<main id="main">`. */
export function SkipLink() {
	return (
		<a href="#main" className="skip-link">
			{m.ui_skip_to_content()}
		</a>
	);
}
