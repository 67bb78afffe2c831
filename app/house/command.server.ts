import type { Locale } from "#app/kernel/locale.ts";
import type { Database } from "#db/connection.server.ts";
import type { Actor, AnyActor } from "./access.ts";
import { now } from "./clock.server.ts";
import { db } from "./database.server.ts";
import { currentLocale } from "./request-context.server.ts";

/** What every command gets: no clock, no session and no environment of its own. */
export type CommandContext<Who extends AnyActor = Actor> = {
	db: Database;
	actor: Who;
	now: Date;
	locale: Locale;
};

/** The context of a command that a request runs. */
export function commandContext<Who extends AnyActor>(actor: Who): CommandContext<Who> {
	return { db, actor, now: now(), locale: currentLocale() };
}

/** The context of a command that a job or the command line runs. */
export function systemContext(system: string, at = now()): CommandContext<{ system: string }> {
	return { db, actor: { system }, now: at, locale: "vi" };
}
