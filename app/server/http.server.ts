import { randomBytes, randomUUID } from "node:crypto";
import { isIP } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import { config } from "#app/house/config.server.ts";
import { withoutPort } from "#app/house/limits/network.server.ts";
import { log } from "#app/house/log.server.ts";
import { metrics, requestSeconds } from "#app/house/metrics.server.ts";
import { requestContext } from "#app/house/request-context.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { embedded } from "./embedded-news.server.ts";
import { closeAfterUnreadBody } from "./incoming/bodies.server.ts";
import { withKnownParams } from "./incoming/known-params.server.ts";
import { mayReadMetrics } from "./incoming/metrics-door.server.ts";
import { withoutFilesAsData } from "./incoming/no-file-as-data.server.ts";
import { withNotFound } from "./incoming/not-found.server.ts";
import { withPageTurns } from "./incoming/page-turns.server.ts";
import { answerPlainly } from "./incoming/plain-page.server.ts";
import { refuseCrossSite, refuseMalformed, sayAllowed } from "./incoming/refuse-requests.server.ts";
import { withRefusedForms } from "./incoming/refused-forms.server.ts";
import { remixHandler } from "./incoming/remix.server.ts";
import { wellKnown } from "./incoming/well-known.server.ts";
import { measureQueue, workersInWords } from "./queue/queue-metrics.server.ts";
import { acceptOlderSignatures } from "./secrets/older-signatures.server.ts";
import { withUnavailable } from "./unavailable.server.ts";

/** True once the process has been told to stop: /readyz says so, and a load balancer looks elsewhere. */
export const lifecycle = { stopping: false };

function cookie(request: Request, name: string): string | undefined {
	const header = request.headers.cookie ?? "";
	return header
		.split(/;\s*/)
		.find((pair) => pair.startsWith(`${name}=`))
		?.slice(name.length + 1);
}

let toldOfAddress = false;

function addressOf(request: Request): string {
	const address = withoutPort(request.ip ?? "");
	if (isIP(address.split("%")[0] ?? "") === 0 && !toldOfAddress) {
		toldOfAddress = true;
		log.warn({ address }, "no address of a visitor, so that all share one count: see what the proxy writes");
	}
	return address;
}

function enterContext(request: Request, response: Response, next: NextFunction): void {
	const given = request.get("x-request-id");
	const theme = cookie(request, "theme");
	const ended = new AbortController();
	response.once("close", () => ended.abort());
	const context = {
		// A visitor's own could put their lines among those of another.
		requestId: config.TRUST_PROXY > 0 && given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID(),
		locale: (cookie(request, "locale") === "en" ? "en" : "vi") as Locale,
		nonce: randomBytes(16).toString("base64"),
		theme: theme === "light" || theme === "dark" ? theme : null,
		address: addressOf(request),
		drained: () => drained(response),
		ended: ended.signal,
	} as const;
	response.setHeader("X-Request-Id", context.requestId);
	requestContext.run(context, next);
}

/** Ends an answer of which its reader takes nothing: what waits to be sent is held in memory until then. */
function endStalled(_request: Request, response: Response, next: NextFunction): void {
	// The socket's own clock starts anew with each byte that is taken, and runs while the answer is made, too.
	response.setTimeout(config.STALLED_ANSWER_SECONDS * 1000, () => {
		if (response.writableLength > 0) response.destroy();
	});
	next();
}

// Remix writes what it gets without waiting for the socket, so whoever makes a long answer asks here. Of a reader who takes
// a byte now and then, a whole piece is asked for in the time.
async function drained(response: Response): Promise<void> {
	if (!response.writableNeedDrain) return;
	await new Promise<void>((resolve) => {
		const stalled = setTimeout(() => response.destroy(), config.STALLED_ANSWER_SECONDS * 1000);
		const done = () => {
			clearTimeout(stalled);
			response.off("drain", done).off("close", done);
			resolve();
		};
		response.once("drain", done).once("close", done);
	});
}

function logRequest(request: Request, response: Response, next: NextFunction): void {
	const started = performance.now();
	// The query of a link from a mail holds its token, so only the path is logged.
	const path = request.path;
	response.on("finish", () => {
		const seconds = (performance.now() - started) / 1000;
		requestSeconds.observe({ method: request.method, status: String(response.statusCode) }, seconds);
		const level = response.statusCode >= 500 ? "error" : "info";
		log[level](
			{ method: request.method, path, status: response.statusCode, ms: Math.round(seconds * 1000) },
			"request",
		);
	});
	next();
}

/** The policy for content is set with each document (entry.server.tsx) and file, since it differs between them. */
const securityHeaders = helmet({
	contentSecurityPolicy: false,
	referrerPolicy: { policy: "same-origin" },
	strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
	crossOriginEmbedderPolicy: false,
});

/**
 * Compresses answers, but for pages of a person's account: they show the key of a second factor and backup codes, and
 * the length of a compressed answer tells of a secret to whoever can put text beside it (BREACH, CVE-2013-3587).
 */
const compressed = compression({
	filter: (request, response) => !/^\/account(?:[/.]|$)/.test(request.path) && compression.filter(request, response),
});

/** Pages use nothing of the device, and let nothing that they hold use it. */
function permissionsPolicy(_request: Request, response: Response, next: NextFunction): void {
	const unused = [
		"camera",
		"microphone",
		"geolocation",
		"payment",
		"usb",
		"serial",
		"bluetooth",
		"midi",
		"display-capture",
	];
	response.setHeader("Permissions-Policy", unused.map((feature) => `${feature}=()`).join(", "));
	next();
}

function probes(app: express.Express): void {
	app.get("/healthz", (_request, response) => {
		response.type("text/plain").send("ok\n");
	});
	app.get("/readyz", async (_request, response) => {
		try {
			if (lifecycle.stopping) throw new Error("stopping");
			response.type("text/plain").send(`ready\n${await workersInWords()}\n`);
		} catch (error) {
			log.warn({ err: error }, "not ready");
			response
				.status(503)
				.type("text/plain")
				.send(`not ready${embedded.givenUp ? `: ${embedded.givenUp}` : ""}\n`);
		}
	});
	app.get("/metrics", async (request, response) => {
		if (!mayReadMetrics(request)) {
			response.status(403).type("text/plain").send("for this machine alone, or with METRICS_TOKEN as a bearer token\n");
			return;
		}
		await measureQueue();
		response.type(metrics.contentType).send(await metrics.metrics());
	});
}

/** What went wrong outside the pages: a file that is not there is the asker's mistake, anything else is ours. */
function answerFailure(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
	const status = Number((error as { status?: unknown } | null)?.status);
	const isTheirs = status >= 400 && status < 500;
	log[isTheirs ? "info" : "error"]({ err: error }, "request failed outside the router");
	if (response.headersSent) response.destroy();
	else if (isTheirs) answerPlainly(response, status, m.house_not_found_title(), m.house_not_found_text());
	else answerPlainly(response, 500, m.house_error_title(), "");
}

/**
 * The whole web server as an Express app.
 *
 * @param assets serves the built client files, or in development Vite's.
 */
export function createApp(options: {
	build: ServerBuild | (() => Promise<ServerBuild>);
	assets: (app: express.Express) => void;
}): express.Express {
	const app = express();
	app.disable("x-powered-by");
	app.set("trust proxy", config.TRUST_PROXY);
	probes(app);
	wellKnown(app);
	app.use(closeAfterUnreadBody);
	app.use(endStalled);
	app.use(enterContext);
	app.use(acceptOlderSignatures);
	app.use(securityHeaders, permissionsPolicy);
	app.use(compressed);
	app.use(refuseMalformed);
	options.assets(app);
	app.use(logRequest);
	app.use(sayAllowed);
	app.use(refuseCrossSite);
	app.use((_request, response, next) => {
		response.setHeader("Cache-Control", "private, no-store");
		next();
	});
	const { build } = options;
	const guard = (build: ServerBuild) =>
		withPageTurns(withUnavailable(withRefusedForms(withNotFound(withoutFilesAsData(withKnownParams(build))))));
	const guarded = typeof build === "function" ? async () => guard(await build()) : guard(build);
	app.use(remixHandler(guarded, config.NODE_ENV));
	app.use(answerFailure);
	return app;
}
