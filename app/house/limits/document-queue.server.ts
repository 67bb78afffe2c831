import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setImmediate, setTimeout } from "node:timers/promises";
import { requestContext } from "#app/house/request-context.server.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { Refusal } from "../refusal.ts";
import { refusalText } from "../refusal-text.server.ts";
import { boundedQueue, queueForEach } from "./bounded-queue.ts";
import { networkOfVisitor } from "./network.server.ts";
import { untilAborted } from "./page-queue.server.ts";
import { limitRate } from "./rate-limit.server.ts";

const WAITING = 3;
const RETRY_AFTER_SECONDS = 15;

/** Says to come again in a moment. */
function tooManyAtOnce(): Response {
	return tooMany(m.house_documents_at_once(), RETRY_AFTER_SECONDS);
}

/** Says of a document that was refused by `limitRate` in how many minutes to come again. */
function triedTooOften({ code, facts }: Refusal): Response {
	return tooMany(refusalText({ code, facts }, getLocale()), Number(facts.minutes ?? 1) * 60);
}

function tooMany(sentence: string, afterSeconds: number): Response {
	const headers = { "Content-Type": "text/plain; charset=utf-8", "Retry-After": String(afterSeconds) };
	return new Response(`${sentence}\n`, { status: 429, headers });
}

/**
 * A document is made in one go that nothing else comes between, so one is made at a time, whoever asks. Results of
 * assessments have a short line before it: anybody can have one, and none keeps a receipt or an agreement waiting.
 */
const makingForAll = boundedQueue(1, 40, tooManyAtOnce);
const makingResults = boundedQueue(1, 8, tooManyAtOnce);
const makingForOne = queueForEach(1, WAITING, tooManyAtOnce);

/** Not before this (of `performance`) the next one is made. */
let restsUntil = 0;

async function makeAfterRest(make: () => Readable | Promise<Readable>): Promise<Buffer> {
	// Whoever had waited would have the same go as the one before, as promises are kept before anything else has a turn.
	await setImmediate();
	const rest = restsUntil - performance.now();
	if (rest > 0) await setTimeout(rest);
	const beganAt = performance.now();
	try {
		return await buffer(await make());
	} finally {
		const madeAt = performance.now();
		restsUntil = madeAt + Math.min(madeAt - beganAt, LONGEST_REST_MS);
	}
}

const LONGEST_REST_MS = 1_000;

/** Counts a document that is made for a reader. @throws a 429 Response, which says when to come again, after too many. */
export async function countDocument(name: "document-person" | "agreement-person", readerId: string): Promise<void> {
	await limitRate(name, readerId).catch(asTriedTooOften);
}

/** For `catch`: the answer to a document in place of the refusal. */
export function asTriedTooOften(error: unknown): never {
	throw error instanceof Refusal ? triedTooOften(error) : error;
}

/**
 * The bytes of a document that is made while its reader waits. It takes a processor for some tenths of a second: they are
 * made one after the other, with a rest as long as the work between two, in which everything else has its turn.
 *
 * @param readerId the person, or whoever else the document is made for.
 * @throws a 429 Response where they, or too many together, wait for several already.
 */
export function documentInTurn(readerId: string, make: () => Readable | Promise<Readable>): Promise<Buffer> {
	return makingForOne(readerId, () => makingForAll(() => makeAfterRest(make)));
}

/**
 * The same for the result of an assessment.
 *
 * @param readerId the person; null for a stranger, who is one with their site.
 */
export function resultInTurn(readerId: string | null, make: () => Readable | Promise<Readable>): Promise<Buffer> {
	const key = readerId ?? `site ${networkOfVisitor(48)}`;
	return makingForOne(key, () => makingResults(() => makingForAll(() => makeAfterRest(make))));
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
				const answer = requestContext.getStore()?.ended;
				// An answer may end with its stream unread, as one to HEAD does.
				if (answer?.aborted) stream.destroy();
				else answer?.addEventListener("abort", () => stream.destroy(), { once: true });
				opened(stream);
				await new Promise((closed) => stream.once("close", closed));
			}),
		);
		exported.catch(failed);
	});
}

/** What one person reads at a time, with a few more that a browser asks for; those of one site; and all together. */
const sendingToOne = queueForEach(3, 20, tooManyAtOnce);
const sendingToSite = queueForEach(30, 60, tooManyAtOnce);
const sendingToAll = boundedQueue(300, 300, tooManyAtOnce);

/** Staff read for their work, many in one office: who reads slowly elsewhere never keeps them waiting. */
const sendingToStaff = boundedQueue(100, 300, tooManyAtOnce);

/** So little is in memory at once that nobody has to wait for it. */
const SMALL_BYTES = 128 * 1024;

export type FileReader = { personId: string; isStaff: boolean };

/**
 * Lets a kept file be sent once it is its turn, and the next one when the answer to this one has ended. Who waits holds
 * nothing but the connection to the reader.
 *
 * @throws a 429 Response where that person, or too many together, wait already.
 */
export function fileInTurn(
	{ personId, isStaff }: FileReader,
	{ byteSize, send }: { byteSize: number; send: () => Response },
): Promise<Response> {
	const site = networkOfVisitor(48);
	return new Promise((answered, failed) => {
		const answer = async () => {
			answered(send());
			await untilAborted(requestContext.getStore()?.ended);
		};
		const inLine = () => {
			if (isStaff) return sendingToStaff(answer);
			return byteSize <= SMALL_BYTES ? answer() : sendingToSite(site, () => sendingToAll(answer));
		};
		sendingToOne(personId, inLine).catch(failed);
	});
}
