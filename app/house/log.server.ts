import pino from "pino";
import { config } from "./config.server.ts";
import { requestContext } from "./request-context.server.ts";

/** The process's log: one JSON object a line; lines written while answering a request carry its id. */
export const log = pino({
	level: config.LOG_LEVEL,
	base: null,
	timestamp: pino.stdTimeFunctions.isoTime,
	mixin() {
		const context = requestContext.getStore();
		return context ? { requestId: context.requestId } : {};
	},
	redact: {
		paths: ["password", "*.password", "token", "*.token", "cookie", "authorization", "req.headers.cookie"],
		censor: "(hidden)",
	},
});
