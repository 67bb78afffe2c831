import { AsyncLocalStorage } from "node:async_hooks";
import type { Locale } from "#app/kernel/locale.ts";
import { overwriteGetLocale } from "#messages/runtime.js";
import { now } from "./clock.server.ts";
import type { PageTurn } from "./limits/page-queue.server.ts";

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
	/** Aborts once the answer is over, taken or not: what was held for it is let go. */
	ended: AbortSignal;
	/** Asks once more whether the session that was found still stands, with the same rights; there where one was found. */
	confirmSender?: () => Promise<void>;
	/** The person in whose session it was sent, once that was found. */
	personId?: string;
	/** Its turn to have a page made, or a form worked on. */
	pageTurn?: PageTurn;
	/** Whether it asks for the data of a page alone, as a page with scripts does. */
	asksForData?: boolean;
	/** When its body was there as a whole. */
	bodyCameAt?: Date;
};

export const requestContext = new AsyncLocalStorage<RequestContext>();

/**
 * A body may be held back for minutes after it was asked who sends it. Once it is there, it is asked again: who was
 * suspended meanwhile, or lost a role, does nothing any more. What it asks for is done at this moment, not at the first,
 * and when it is its sender's turn.
 *
 * @throws what the sender is answered then.
 */
export async function bodyCame(): Promise<void> {
	const context = requestContext.getStore();
	if (!context) return;
	await context.pageTurn?.come();
	context.bodyCameAt = now();
	await context.confirmSender?.();
}

/** When the body of the request was there as a whole; null where it has none, or it was not read yet. */
export function bodyCameAt(): Date | null {
	return requestContext.getStore()?.bodyCameAt ?? null;
}

// Messages ask for the locale through this; outside a request (jobs, commands) it is given explicitly.
overwriteGetLocale(() => requestContext.getStore()?.locale ?? "vi");

/** The locale of the request that is being answered; Vietnamese where there is none. */
export function currentLocale(): Locale {
	return requestContext.getStore()?.locale ?? "vi";
}
