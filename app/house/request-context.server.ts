import { AsyncLocalStorage } from "node:async_hooks";
import type { Locale } from "#app/kernel/locale.ts";
import { overwriteGetLocale } from "#messages/runtime.js";

export type RequestContext = {
	requestId: string;
	locale: Locale;
	/** For the Content-Security-Policy: only scripts that carry it run. */
	nonce: string;
	theme: "light" | "dark" | null;
	/** Where the request came from, for rate limits and the session list. */
	address: string;
	/** Resolves once the reader has taken what was written so far, or has gone: long answers are made no faster. */
	drained: () => Promise<void>;
};

export const requestContext = new AsyncLocalStorage<RequestContext>();

// Messages ask for the locale through this; outside a request (jobs, commands) it is given explicitly.
overwriteGetLocale(() => requestContext.getStore()?.locale ?? "vi");

/** The locale of the request that is being answered; Vietnamese where there is none. */
export function currentLocale(): Locale {
	return requestContext.getStore()?.locale ?? "vi";
}
