import { createRequestHandler, type ServerBuild, writeReadableStreamToWritable } from "@remix-run/node";
import type { RequestHandler, Request as ServerRequest, Response as ServerResponse } from "express";
import { bySegment } from "../narrowed-build.server.ts";
import { bodyOf } from "./bodies.server.ts";

/** The host that the browser asked for, with its port: as a trusted proxy tells it, otherwise as the request does. */
export function hostOf(request: ServerRequest): string {
	const [forwarded] = (request.get("x-forwarded-host") ?? "").split(",");
	// Express believes the header only from a proxy that is trusted, and shows the name without the port.
	const isBelieved = forwarded && forwarded.trim().replace(/:\d+$/, "") === request.hostname;
	return isBelieved ? forwarded.trim() : (request.get("host") ?? "localhost");
}

function headersOf(request: ServerRequest): Headers {
	const headers = new Headers();
	for (const [name, values = []] of Object.entries(request.headers)) {
		for (const value of Array.isArray(values) ? values : [values]) headers.append(name, value);
	}
	// So that Remix, too, compares an Origin with the host that is believed.
	headers.delete("x-forwarded-host");
	headers.set("host", hostOf(request));
	return headers;
}

function remixRequest(request: ServerRequest, response: ServerResponse): Request {
	const gone = new AbortController();
	response.once("close", () => {
		if (!response.writableFinished) gone.abort();
	});
	const hasBody = request.method !== "GET" && request.method !== "HEAD";
	return new Request(new URL(`${request.protocol}://${hostOf(request)}${request.originalUrl}`), {
		method: request.method,
		headers: headersOf(request),
		signal: gone.signal,
		...(hasBody ? { body: bodyOf(request), duplex: "half" } : {}),
	} as RequestInit);
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
	response.status(answer.status);
	if (answer.statusText) response.statusMessage = answer.statusText;
	for (const [name, value] of answer.headers) {
		// One voice: an answer's own words take the place of ours, but Remix's list of routes is nobody's to keep.
		if (name !== "cache-control") response.append(name, value);
		else if (!value.startsWith("public")) response.setHeader(name, value);
	}
	if (answer.body) await writeReadableStreamToWritable(answer.body, response);
	else response.end();
}

/** What answers an address. A build that changes as one works on it is read whole, and anew for each request. */
function answers(build: ServerBuild | (() => Promise<ServerBuild>), mode: string) {
	if (typeof build !== "function") return bySegment(build, (narrowed) => createRequestHandler(narrowed, mode));
	const whole = createRequestHandler(build, mode);
	return () => whole;
}

/**
 * The pages, as the last handler of the server. Remix's own adapter for Express reads a body as fast as it comes, and
 * closes the connection where one is not read to its end.
 */
export function remixHandler(build: ServerBuild | (() => Promise<ServerBuild>), mode: string): RequestHandler {
	const answerTo = answers(build, mode);
	return async (request, response, next) => {
		try {
			const answerOf = answerTo(request.originalUrl);
			await send(await answerOf(remixRequest(request, response)), response);
		} catch (error) {
			next(error);
		}
	};
}
