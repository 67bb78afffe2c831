import { checkBooks } from "#app/books/check-books.server.ts";
import { countWrong } from "#app/books/verify-books.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { log } from "#app/house/log.server.ts";

/** The nightly check of the books. What it finds is on the finance desk, and in the log for whoever watches that. */
export const checkBooksNightly: JobHandler<"books.check"> = async (_payload, now) => {
	const results = await checkBooks(systemContext("books.check", now));
	const wrong = results.filter((result) => result.wrong > 0);
	if (wrong.length > 0) log.error({ wrong, count: countWrong(wrong) }, "the books do not agree");
	else log.info({ invariants: results.length }, "the books agree");
};
