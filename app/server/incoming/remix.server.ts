import { createRequestHandler, type ServerBuild, writeReadableStreamToWritable } from "@remix-run/node";
import type { RequestHandler, Request as ServerRequest, Response as ServerResponse } from "express";
import { pageTurn } from "#app/house/limits/page-queue.server.ts";
import { log } from "#app/house/log.server.ts";
import { requestContext } from "#app/house/request-context.server.ts";
import { personInLine } from "#app/identity/lapsed-session.server.ts";
import { findActor } from "#app/identity/session.server.ts";
import { bySegment } from "../narrowed-build.server.ts";
import { type Audience, withoutStaffPages } from "./audience.server.ts";
import { bodyOf } from "./bodies.server.ts";
import { manifestFor } from "./manifest.server.ts";
import { turnAway } from "./page-turns.server.ts";

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
	// Whatever else a proxy says of the scheme is none that a request has.
	return new Request(new URL(`${request.secure ? "https" : "http"}://${hostOf(request)}${request.originalUrl}`), {
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
		// One voice: an answer's own words take the place of ours.
		if (name !== "cache-control") response.append(name, value);
		else response.setHeader(name, value);
	}
	if (answer.body) await writeReadableStreamToWritable(answer.body, response);
	else response.end();
}

type Answer = (request: Request) => Promise<Response>;

/**
 * Answers from the build. Staff's pages are not there for those who are signed in and are not staff; visitors are sent to
 * sign in by the pages themselves.
 */
function answerFrom(build: ServerBuild, mode: string): Answer {
	const answer = createRequestHandler(build, mode);
	const others = withoutStaffPages(build);
	if (!others) return answer;
	const answerToOthers = createRequestHandler(others, mode);
	return async (request) => ((await audienceOf(request)) === "signed in" ? answerToOthers(request) : answer(request));
}

async function audienceOf(request: Request): Promise<Audience> {
	try {
		const actor = await findActor(request);
		if (!actor) return "visitor";
		return actor.roles.length > 0 ? "staff" : "signed in";
	} catch (error) {
		// The page itself says that the database is away.
		log.warn({ err: error }, "could not read the session");
		return "visitor";
	}
}

function withManifest(build: ServerBuild): Answer {
	const answer = manifestFor(build);
	return async (request) => {
		await requestContext.getStore()?.pageTurn?.come();
		return answer(request, () => audienceOf(request));
	};
}

/** What answers an address. A build that changes as one works on it is read whole, and anew for each request. */
function answers(build: ServerBuild | (() => Promise<ServerBuild>), mode: string): (address: string) => Answer {
	if (typeof build === "function") {
		return (address) => async (request) => {
			const now = await build();
			return (isManifest(address) ? withManifest(now) : answerFrom(now, mode))(request);
		};
	}
	const manifest = withManifest(build);
	const answerOf = bySegment(build, (narrowed) => answerFrom(narrowed, mode));
	return (address) => (isManifest(address) ? manifest : answerOf(address));
}

const isManifest = (address: string) => /^\/__manifest(\?|$)/.test(address);

/**
 * The pages, as the last handler of the server. Remix's own adapter for Express reads a body as fast as it comes, and
 * closes the connection where one is not read to its end.
 */
export function remixHandler(build: ServerBuild | (() => Promise<ServerBuild>), mode: string): RequestHandler {
	const answerTo = answers(build, mode);
	return async (request, response, next) => {
		let handled = () => {};
		const untilHandled = new Promise<void>((resolve) => {
			handled = resolve;
		});
		try {
			const asked = remixRequest(request, response);
			const turn = pageTurn(await personInLine(asked), untilHandled);
			const asksForData = new URL(asked.url).pathname.endsWith(".data");
			Object.assign(requestContext.getStore() ?? {}, { pageTurn: turn, asksForData });
			// What is asked for within a page is told in it, by the loaders and actions that have no turn.
			if (turn.isRefused() && !asksForData) turnAway(response);
			else await send(await answerTo(request.originalUrl)(asked), response);
		} catch (error) {
			if (error instanceof Response && !response.headersSent) await send(error, response);
			else next(error);
		} finally {
			handled();
		}
	};
}
