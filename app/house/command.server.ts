import type { Locale } from "#app/kernel/locale.ts";
import type { Database } from "#db/connection.server.ts";
import type { Actor, AnyActor } from "./access.ts";
import { now } from "./clock.server.ts";
import { db } from "./database.server.ts";
import { bodyCameAt, currentLocale } from "./request-context.server.ts";

/** What every command gets: no clock, no session and no environment of its own. */
export type CommandContext<Who extends AnyActor = Actor> = {
	db: Database;
	actor: Who;
	now: Date;
	locale: Locale;
};

/**
 * The context of a command that a request runs. Its moment is that of the asking, and once a form was read, that at which
 * its body was whole: who holds a body back past a deadline is late.
 */
export function commandContext<Who extends AnyActor>(actor: Who): CommandContext<Who> {
	const asked = now();
	return {
		db,
		actor,
		get now() {
			return bodyCameAt() ?? asked;
		},
		locale: currentLocale(),
	};
}

/** The context of a command that a job or the command line runs. */
export function systemContext(system: string, at = now()): CommandContext<{ system: string }> {
	return { db, actor: { system }, now: at, locale: "vi" };
}
