import { createServer, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import { config } from "#app/house/config.server.ts";
import { networkOf } from "#app/house/limits/network.server.ts";
import { log } from "#app/house/log.server.ts";
import { m } from "#messages/messages.js";

/** How long a connection may take and how much it may hold, so that slow and large ones do not pile up. */
export const connectionLimits = {
	/** The headers come at once from any browser. */
	headersTimeout: 20_000,
	/** A file of 10 MB takes four minutes over the slowest mobile link. */
	requestTimeout: 300_000,
	/** Longer than the 60 seconds for which nginx keeps a connection, so that the proxy is the one to end it. */
	keepAliveTimeout: 65_000,
	/** How often it is looked whether one took too long. */
	connectionsCheckingInterval: 5_000,
	maxHeaderSize: 16 * 1024,
	maxHeadersCount: 100,
	/** Far more than one process serves at a time; what comes beyond is turned away instead of taking all memory. */
	maxConnections: 5_000,
	/** Of one network, where visitors come without a proxy: a school behind one address has fewer. */
	maxConnectionsOfNetwork: 400,
};

/** How long the rest of what cannot be read is thrown away after the answer; an end at once would lose the answer. */
const LINGER_MS = 2_000;

const inBoth = (text: (inputs: Record<string, never>, options: { locale: "vi" | "en" }) => string) =>
	`${text({}, { locale: "vi" })}\n${text({}, { locale: "en" })}\n`;

/** What Node's parser says of a request, as an answer; anything else is malformed. */
function answerTo(code: string | undefined): { status: string; text: string } {
	if (code === "HPE_HEADER_OVERFLOW") {
		return { status: "431 Request Header Fields Too Large", text: inBoth(m.house_headers_too_large) };
	}
	if (code === "ERR_HTTP_REQUEST_TIMEOUT") return { status: "408 Request Timeout", text: inBoth(m.house_too_slow) };
	return { status: "400 Bad Request", text: inBoth(m.house_request_unreadable) };
}

/** In words, in both languages, since nothing of the request could be read: not even who asks in which. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
	// Somebody who went away, or one in the middle of whose answer this comes, cannot be told.
	const answering = (socket as { _httpMessage?: { headersSent: boolean } })._httpMessage?.headersSent;
	if (!socket.writable || error.code === "ECONNRESET" || answering) {
		socket.destroy();
		return;
	}
	const { status, text } = answerTo(error.code);
	log.info({ code: error.code, status }, "a request could not be read");
	const head = [
		`HTTP/1.1 ${status}`,
		"Content-Type: text/plain; charset=utf-8",
		"Content-Language: vi, en",
		`Content-Length: ${Buffer.byteLength(text)}`,
		"Cache-Control: no-store",
		"X-Content-Type-Options: nosniff",
		"Connection: close",
	];
	socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
	socket.removeAllListeners("data").on("data", () => undefined);
	setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** Turns away whoever holds more connections than one network may, so that the places of all are never those of one. */
function limitNetworks(server: Server, most: number): void {
	const open = new Map<string, number>();
	server.on("connection", (socket) => {
		// Behind a proxy all come from its address.
		if (config.TRUST_PROXY > 0) return;
		const network = networkOf(socket.remoteAddress ?? "", 64);
		const count = (open.get(network) ?? 0) + 1;
		open.set(network, count);
		socket.once("close", () => {
			const left = (open.get(network) ?? 1) - 1;
			if (left > 0) open.set(network, left);
			else open.delete(network);
		});
		if (count > most) socket.destroy();
	});
}

/** Node's server with our limits, which answers in words where Node itself would answer with a bare status. */
export function httpServer(listener: RequestListener, limits = connectionLimits): Server {
	const { maxHeadersCount, maxConnections, maxConnectionsOfNetwork, ...options } = limits;
	// A request without Host is refused in words with the other malformed ones.
	const server = createServer({ ...options, requireHostHeader: false }, listener);
	Object.assign(server, { maxHeadersCount, maxConnections });
	limitNetworks(server, maxConnectionsOfNetwork);
	server.on("clientError", answerUnreadable);
	// What somebody expects of us and we do not know is no reason not to answer (RFC 9110, 10.1.1).
	server.on("checkExpectation", listener);
	return server;
}
