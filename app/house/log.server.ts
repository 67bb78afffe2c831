import pino from "pino";
import { config } from "./config.server.ts";
import { requestContext } from "./request-context.server.ts";
import { censor, censorText } from "./secrets/censor.ts";

/** A log that hides secrets in whatever it is given, at every depth; without a destination it writes to standard output. */
export function makeLog(level: string, destination?: pino.DestinationStream): pino.Logger {
	const options: pino.LoggerOptions = {
		level,
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		mixin() {
			const context = requestContext.getStore();
			return context ? { requestId: context.requestId } : {};
		},
		// The censor has made errors plain already.
		serializers: { err: (error: unknown) => error },
		hooks: {
			logMethod([first, ...rest], write) {
				const [about, texts] = first instanceof Error ? [{ err: first }, [rest[0] ?? first.message]] : [first, rest];
				const censored = [about, ...texts].map((part) => (typeof part === "string" ? censorText(part) : censor(part)));
				write.apply(this, censored as Parameters<typeof write>);
			},
		},
	};
	return destination ? pino(options, destination) : pino(options);
}

/** The process's log: one JSON object a line; lines written while answering a request carry its id. */
export const log = makeLog(config.LOG_LEVEL);
