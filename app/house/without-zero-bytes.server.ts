import { Transform } from "node:stream";

/**
 * Takes zero bytes out of a page. React 18 sends its whole buffer when a character of several bytes does not fit into
 * the rest of it, so up to two zeros follow, and every Vietnamese page has such characters
 * (https://github.com/facebook/react/pull/26228, released with React 19).
 */
export function withoutZeroBytes(): Transform {
	return new Transform({
		transform(chunk: Uint8Array, _encoding, done) {
			done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
		},
	});
}
