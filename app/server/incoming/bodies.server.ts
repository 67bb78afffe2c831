import type { IncomingMessage } from "node:http";
import type { NextFunction, Request, Response } from "express";

/** How long the rest of a body is thrown away after the answer, as long as it keeps coming. */
const LINGER_MS = 30_000;

/**
 * A body as it arrives, taken from the wire only as fast as it is asked for. Who stops reading leaves the rest there, and
 * the connection open, so that the answer still finds its way.
 */
export function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
	return new ReadableStream(
		{
			start(controller) {
				incoming.on("data", (chunk: Buffer) => {
					controller.enqueue(new Uint8Array(chunk));
					incoming.pause();
				});
				incoming.once("end", () => controller.close());
				incoming.once("error", (error) => controller.error(error));
				incoming.pause();
			},
			pull() {
				incoming.resume();
			},
			cancel() {
				incoming.removeAllListeners("data").removeAllListeners("end").pause();
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
		if (request.complete) request.removeAllListeners("data").resume();
	});
	next();
}

function linger(request: Request): void {
	const { socket } = request;
	const close = () => socket.destroy();
	const timer = setTimeout(close, LINGER_MS).unref();
	socket.once("close", () => clearTimeout(timer));
	request.removeAllListeners("data").once("end", close).resume();
	socket.end();
}
