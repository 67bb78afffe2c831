import { Writable } from "node:stream";
import type { PipeableStream } from "react-dom/server";

/**
 * React 18 sends its whole buffer when a character of several bytes does not fit into the rest of it, so up to two zeros
 * follow, and every Vietnamese page has such characters (https://github.com/facebook/react/pull/26228, released with
 * React 19).
 */
function withoutZerosAtItsEnd(piece: Uint8Array): Uint8Array {
	let end = piece.length;
	while (end > 0 && piece[end - 1] === 0) end--;
	return piece.subarray(0, end);
}

/**
 * A rendered page in one piece: in the many pieces that React writes, each would go through a stream of its own and to
 * the socket by itself, which took more time than rendering some pages does.
 *
 * @param pipe of a page that is ready
 */
export function pageBytes(pipe: PipeableStream["pipe"]): Promise<Uint8Array> {
	return new Promise((done, fail) => {
		const pieces: Uint8Array[] = [];
		const whole = new Writable({
			// React waits for a reader who is behind, and this one never is.
			highWaterMark: Number.MAX_SAFE_INTEGER,
			write(piece: Uint8Array, _encoding, next) {
				pieces.push(withoutZerosAtItsEnd(piece));
				next();
			},
		});
		whole.once("error", fail);
		whole.once("finish", () => done(Buffer.concat(pieces)));
		pipe(whole);
	});
}
