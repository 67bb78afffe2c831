import { requestContext } from "#app/house/request-context.server.ts";
import { m } from "#messages/messages.js";
import { queueForEach } from "./bounded-queue.ts";
import { networkOfVisitor } from "./network.server.ts";

/** When it is worth asking again: by then what is waited for has been answered. */
export const PAGES_RETRY_AFTER_SECONDS = "5";

function pagesAtOnce(): Response {
	return new Response(m.house_pages_at_once(), {
		status: 429,
		headers: { "Content-Type": "text/plain; charset=utf-8", "Retry-After": PAGES_RETRY_AFTER_SECONDS },
	});
}

/**
 * How many pages are made at once, and wait: a browser that opens forty tabs again is never refused, nor is a room of thirty
 * people behind one address who each open ten.
 */
export const PAGES_OF_PERSON = { running: 3, waiting: 60 };
export const PAGES_OF_SITE = { running: 30, waiting: 300 };

const ofPerson = queueForEach(PAGES_OF_PERSON.running, PAGES_OF_PERSON.waiting, pagesAtOnce);
const ofSite = queueForEach(PAGES_OF_SITE.running, PAGES_OF_SITE.waiting, pagesAtOnce);

/** The turn of one request to have a page made, or a form worked on. */
export type PageTurn = {
	/** Whether so many of the same person, or site, are in line already that this one is refused. */
	isRefused: () => boolean;
	/**
	 * Resolves when it is its turn, for whoever asks within the request; the place is kept until the request is over.
	 *
	 * @throws a 429 Response where too many wait already.
	 */
	come: () => Promise<void>;
	/** Keeps the place until this is done: the router lets go of it where its reader goes, and it goes on. */
	keep: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

/**
 * The turn of the request that is being answered, among those of the signed-in person, or else of the visitor's site.
 *
 * @param handled resolves when its answer was made and sent, or given up.
 */
export function pageTurn(personId: string | null, handled: Promise<void>): PageTurn {
	const ended = requestContext.getStore()?.ended;
	const [queue, key] = personId === null ? [ofSite, networkOfVisitor(48)] : [ofPerson, personId];
	const kept: Promise<unknown>[] = [];
	const over = async () => {
		await handled;
		await Promise.allSettled(kept);
		// Pages that their person does not read are held in memory. A visitor's would hold the places of neighbours.
		if (personId !== null) await untilAborted(ended);
	};
	let coming: Promise<void> | undefined;
	return {
		isRefused: () => queue.isFull(key),
		come: () => {
			coming ??= new Promise((begin, refuse) => {
				const work = () => {
					begin();
					return over();
				};
				queue(key, work, ended).catch(refuse);
			});
			return coming;
		},
		keep: (work) => {
			const working = work();
			kept.push(working);
			return working;
		},
	};
}

/** Until an answer is over, where its signal says so. */
export async function untilAborted(signal: AbortSignal | undefined): Promise<void> {
	if (!signal || signal.aborted) return;
	await new Promise((done) => signal.addEventListener("abort", done, { once: true }));
}
