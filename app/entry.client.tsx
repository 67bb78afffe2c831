import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { overwriteGetLocale } from "#messages/runtime.js";

// The server decided the language and wrote it on <html lang>.
overwriteGetLocale(() => (document.documentElement.lang === "en" ? "en" : "vi"));

startTransition(() => {
	hydrateRoot(
		document,
		<StrictMode>
			<RemixBrowser />
		</StrictMode>,
	);
});
