import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { m } from "#messages/messages.js";
import { boundedQueue, queueForEach } from "./bounded-queue.ts";

const WAITING = 3;
const RETRY_AFTER_SECONDS = "15";

function tooManyAtOnce(): Response {
	return new Response(`${m.house_documents_at_once()}\n`, {
		status: 429,
		headers: { "Content-Type": "text/plain; charset=utf-8", "Retry-After": RETRY_AFTER_SECONDS },
	});
}

const inTurn = queueForEach(1, WAITING, tooManyAtOnce);

/**
 * The bytes of a document that is made while its reader waits. It takes a processor for some tenths of a second: those of
 * one person are made one after the other, so that between two of them everybody else has a turn.
 *
 * @throws a 429 Response where that person waits for several already.
 */
export function documentInTurn(personId: string, make: () => Readable | Promise<Readable>): Promise<Buffer> {
	return inTurn(personId, async () => buffer(await make()));
}

/** Each export holds a connection of the database to its end, of the twenty that there are. */
const EXPORTING = 6;

const exportingOfOne = queueForEach(1, WAITING, tooManyAtOnce);
const exportingOfAll = boundedQueue(EXPORTING, 4 * EXPORTING, tooManyAtOnce);

/**
 * Opens a stream of rows once it is its turn, and lets the next one have its turn when it has ended: one for each person,
 * and few over all, so that connections are left for everybody else.
 *
 * @throws a 429 Response where that person, or too many together, wait already.
 */
export function exportInTurn(personId: string, open: () => Promise<Readable>): Promise<Readable> {
	return new Promise((opened, failed) => {
		const exported = exportingOfOne(personId, () =>
			exportingOfAll(async () => {
				const stream = await open();
				opened(stream);
				await new Promise((ended) => stream.once("close", ended));
			}),
		);
		exported.catch(failed);
	});
}
