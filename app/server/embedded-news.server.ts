import { log } from "#app/house/log.server.ts";
import type { EmbeddedNews } from "#db/kept-embedded.server.ts";

/** What /readyz says of the embedded PostgreSQL once it cannot be started again. */
export const embedded: { givenUp: string | null } = { givenUp: null };

/** Tells the log, and whoever looks at the process, what became of the embedded PostgreSQL. */
export function tellOfEmbedded(news: EmbeddedNews): void {
	if (news.step === "ended")
		log.error({ nextTryMs: news.nextTryMs }, "the embedded PostgreSQL is not running: starting it");
	else if (news.step === "failed") log.error({ err: news.error }, "the embedded PostgreSQL did not start");
	else if (news.step === "running") log.info("the embedded PostgreSQL runs again");
	else {
		embedded.givenUp = `the embedded PostgreSQL ended and did not start again in ${news.tries} tries; the log says why. Mend that, then start this server anew.`;
		log.fatal(embedded.givenUp);
		process.stderr.write(`${embedded.givenUp}\n`);
	}
}
