import { connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * A client of ClamAV's daemon, for the one command that is needed: INSTREAM
 * (https://docs.clamav.net/manual/Usage/Scanning.html#clamd, `man clamd`). The libraries for it start programs on this
 * machine too, and take whatever does not say FOUND for clean.
 */

/** What the scanner said of some bytes. */
export type Scanned = { found: string | null };

/** The file is larger than the scanner takes (`StreamMaxLength` in clamd.conf). */
export class TooLargeToScan extends Error {}

const PART_BYTES = 64 * 1024;
/** The longest answer that makes sense; a name of malware is some 50 letters. */
const MAX_ANSWER_BYTES = 4_096;

/** Where `tcp://host:port` or `unix:///path` leads. */
export function clamdAddress(url: string): { host: string; port: number } | { path: string } {
	const { protocol, hostname, port, pathname } = new URL(url);
	if (protocol === "unix:") return { path: decodeURIComponent(pathname) };
	return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 3310) };
}

/** Each part with its length in front, and a length of nothing at the end. */
function* framed(bytes: Uint8Array): Generator<Uint8Array> {
	yield Buffer.from("zINSTREAM\0");
	for (let at = 0; at < bytes.length; at += PART_BYTES) {
		const part = bytes.subarray(at, at + PART_BYTES);
		const length = Buffer.alloc(4);
		length.writeUInt32BE(part.length);
		yield length;
		yield part;
	}
	yield Buffer.alloc(4);
}

/** Reads to the zero that ends an answer, in however many pieces it comes. */
function answerOf(socket: Socket): Promise<string> {
	return new Promise((done, fail) => {
		let answer = Buffer.alloc(0);
		socket.on("data", (piece: Buffer) => {
			answer = Buffer.concat([answer, piece]);
			const end = answer.indexOf(0);
			if (end >= 0) done(answer.toString("utf8", 0, end));
			else if (answer.length > MAX_ANSWER_BYTES) fail(new Error("the malware scanner says too much"));
		});
		socket.once("error", fail);
		socket.once("close", () => fail(new Error("the malware scanner hung up without an answer")));
	});
}

function understood(answer: string): Scanned {
	if (answer === "stream: OK") return { found: null };
	const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
	if (found) return { found };
	if (answer.includes("size limit exceeded")) throw new TooLargeToScan(answer);
	throw new Error(`the malware scanner says: ${answer.slice(0, 200)}`);
}

/**
 * Has the bytes looked at by the scanner at this address.
 *
 * @throws TooLargeToScan where it does not take so many.
 * @throws Error where it cannot be reached, does not answer within `withinMs`, or says anything but "clean" or "found".
 */
export async function scan(url: string, bytes: Uint8Array, withinMs: number): Promise<Scanned> {
	const socket = connect(clamdAddress(url));
	const late = setTimeout(() => socket.destroy(new Error("the malware scanner took too long")), withinMs);
	// It answers and hangs up before it has read everything where that is too large: the answer counts, not the sending.
	const sent = pipeline(Readable.from(framed(bytes)), socket, { end: false }).catch(() => undefined);
	try {
		return understood(await answerOf(socket));
	} finally {
		clearTimeout(late);
		socket.destroy();
		await sent;
	}
}
