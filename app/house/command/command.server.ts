import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import type { Database } from "#db/connection.server.ts";
import type { Actor, AnyActor } from "../access.ts";
import { now } from "../clock.server.ts";
import { config } from "../config.server.ts";
import { db } from "../database.server.ts";
import { log } from "../log.server.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";
import { bodyCameAt, currentLocale } from "../request-context.server.ts";
import { asRefusal } from "./as-refusal.server.ts";
import { isOneOf, type Who } from "./who.ts";

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

/**
 * What happens when the same is asked for twice (a second press, a retry, a job that runs again):
 * - a function: it names the mark that the page or the caller made; what came with that mark is done once;
 * - `by state`: the second finds it done, and is refused or does nothing;
 * - `same again`: the second leaves what the first left;
 * - `each time`: each is a new one, and their number is bounded.
 */
export type Once<Input> = ((input: Input) => string) | "by state" | "same again" | "each time";

/** A change of data, as it is declared: decision 060. */
type Contract<Schema extends z.ZodType> = {
	/** `<room>.<verb>`, stable: an interface, a log and the list of rights call it so. */
	name: `${string}.${string}`;
	/** The values that it takes, and the JSON that stands for them outside. */
	input: Schema;
	who: Who;
	/** Every refusal that it may end in, but for those of `refusedAnywhere`, so that who calls it can be ready for each. */
	refuses: readonly RefusalCode[];
	once: Once<z.output<Schema>>;
};

/** What any command may be refused for, so that none says it by itself: who asks, and how much they have asked for. */
export const refusedAnywhere: readonly RefusalCode[] = ["house_refusal_not_yours", "audit_refusal_lines"];

type Declared<Schema extends z.ZodType, Context, Services extends unknown[], Result> = Contract<Schema> & {
	run: (ctx: Context, input: z.output<Schema>, ...services: Services) => Promise<Result>;
};

/**
 * Declares a command, and gives what runs it: it looks first at who asks, then at what they ask for.
 *
 * @throws Refusal for whoever may not ask for it at all. What was not given as declared, or is refused without having been
 * said, is a mistake in the code: an error in tests; in service the person goes on, and the log has it.
 */
export function command<
	Schema extends z.ZodType,
	Context extends CommandContext<AnyActor>,
	Services extends unknown[],
	Result,
>({ run, ...contract }: Declared<Schema, Context, Services, Result>) {
	const { name, who } = contract;
	const refuses = new Set([...refusedAnywhere, ...contract.refuses]);
	async function checked(ctx: Context, input: z.output<Schema>, ...services: Services): Promise<Result> {
		if (!isOneOf(who, ctx.actor)) throw new Refusal("house_refusal_not_yours", {}, { status: 403 });
		const given = z.safeEncode(contract.input, input);
		if (!given.success) breach(`${name} was given what it does not take: ${z.prettifyError(given.error)}`);
		try {
			return await run(ctx, input, ...services);
		} catch (error) {
			const refusal = asRefusal(error);
			if (refusal && !refuses.has(refusal.code)) breach(`${name} does not say that it refuses ${refusal.code}`);
			throw error;
		}
	}
	return Object.assign(checked, { contract });
}

function breach(what: string): void {
	if (config.NODE_ENV === "test") throw new Error(what);
	log.error({ breach: what }, "a command broke its contract");
}
