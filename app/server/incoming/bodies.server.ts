import type { IncomingMessage } from "node:http";
import type { NextFunction, Request, Response } from "express";

/** How long the rest of a body is thrown away after the answer, as long as it keeps coming. */
const LINGER_MS = 30_000;

/** What a body may weigh on the wire beyond twice its bytes: the heads, and the frames of a sender with small chunks. */
const FRAMES_BYTES = 64 * 1024;

/**
 * A body as it arrives, taken from the wire only as fast as it is asked for. Who stops reading leaves the rest there, and
 * the connection open, so that the answer still finds its way.
 *
 * What came in small chunks is handed on together: a part of the work is for each chunk, and whoever frames single bytes
 * makes a great many of them. Who sends more frames than bytes is not read to the end.
 */
export function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
	const { socket } = incoming;
	const wireBefore = socket.bytesRead;
	let taken = 0;
	let isOver = false;
	let stop = () => {};
	return new ReadableStream(
		{
			async pull(controller) {
				while (!isOver) {
					const bytes: Buffer | null = incoming.read();
					if (bytes) {
						taken += bytes.length;
						const wire = socket.bytesRead - wireBefore;
						if (wire > 2 * (taken + incoming.readableLength) + FRAMES_BYTES)
							throw new Error("mostly frames, few bytes");
						controller.enqueue(new Uint8Array(bytes));
						return;
					}
					if (incoming.readableEnded) return controller.close();
					if (incoming.errored) throw incoming.errored;
					if (incoming.destroyed) throw new Error("the sender went away");
					await new Promise<void>((go) => {
						const events = ["readable", "end", "error", "close"];
						stop = () => {
							for (const event of events) incoming.off(event, stop);
							go();
						};
						for (const event of events) incoming.on(event, stop);
					});
				}
			},
			cancel() {
				isOver = true;
				stop();
			},
		},
		{ highWaterMark: 0 },
	);
}

/**
 * An answer to a request whose body was not read to its end says that the connection closes. Closing at once would make
 * the system drop the answer while the sender still writes ("connection reset"), so what comes is thrown away for a
 * while first, as nginx does with `lingering_close`.
 */
export function closeAfterUnreadBody(request: Request, response: Response, next: NextFunction): void {
	const { writeHead } = response;
	response.writeHead = ((...args: Parameters<typeof writeHead>) => {
		if (!request.complete) {
			response.setHeader("Connection", "close");
			request.socket.destroySoon = () => linger(request);
		}
		return writeHead.apply(response, args);
	}) as typeof writeHead;
	// The next request on this connection must not wait for somebody to read this one.
	response.once("finish", () => {
		if (request.complete) request.removeAllListeners("data").removeAllListeners("readable").resume();
	});
	next();
}

function linger(request: Request): void {
	const { socket } = request;
	const close = () => socket.destroy();
	const timer = setTimeout(close, LINGER_MS).unref();
	socket.once("close", () => clearTimeout(timer));
	request.removeAllListeners("data").removeAllListeners("readable").once("end", close).resume();
	socket.end();
}
