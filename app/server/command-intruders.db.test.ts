import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor, AnyActor } from "#app/house/access.ts";
import type { Who } from "#app/house/command/who.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { NotFound } from "#app/kernel/not-found.ts";
import { allCommands, type DeclaredCommand } from "#testing/all-commands.ts";
import { commandSamples } from "#testing/command-samples/all-samples.ts";
import type { Sample } from "#testing/command-samples/sample.ts";
import { makeWorld, type World } from "#testing/command-samples/world.ts";
import { inVain } from "#testing/in-vain.ts";
import { contextOf } from "#testing/makers.ts";
import { StripeStandIn } from "#testing/stripe-stand-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { Visitor } from "#testing/visitor.ts";

/*
 * Every command is asked by everybody: with a valid input, on a real thing of somebody else, in a state in which whose it is
 * could do it. Only "not found" and "not yours" count as turned away; a reason would tell a stranger how the thing stands.
 * Each try is undone, so that the next finds all as it was. Then the rightful person does it, with the same input, and all
 * others ask once more: what is done already is done for who may see it, and is not there for anybody else.
 */

/** Those that jobs and the command line run: a request never gives them the system as its actor. */
const open = allCommands.filter(({ who }) => who !== "system");

let house: TestHouse;
let standIn: StripeStandIn;
let world: World;
beforeAll(async () => {
	house = await testHouse();
	standIn = await new StripeStandIn().start();
	world = await makeWorld(house.db, standIn);
});
afterAll(async () => {
	await standIn.close();
	await house.close();
});

/** "done", or how it ended otherwise: "404", "403 <code>", the code of a reason, the words of an error. */
function ask(command: DeclaredCommand, sample: Sample, by: AnyActor, input: unknown): Promise<string> {
	const { services = [], now, turnsAway } = sample;
	const ctx = contextOf(house.db, by, now);
	return new Visitor().at(async () => {
		try {
			const result = await command.run(ctx as never, input as never, ...(services as never[]));
			// What is taken away as a file is read to its end: it holds a connection until then.
			if (result instanceof Readable) for await (const _ of result);
			return turnsAway?.(result as never) ? "404" : "done";
		} catch (error) {
			if (error instanceof NotFound) return "404";
			if (!(error instanceof Refusal)) return String(error);
			return error.status === 403 ? `403 ${error.code}` : error.code;
		}
	});
}

const isTurnedAway = (outcome: string, { ownReasons = [] }: Sample) =>
	/^40[34]/.test(outcome) || ownReasons.some((code) => code === outcome);

const isStaff = (actor: AnyActor): actor is Actor => "personId" in actor && actor.roles.length > 0;
const oneOf = (who: Who, { roles }: Actor) => typeof who !== "string" && roles.some(({ role }) => who.includes(role));

/** Everybody who has no right to it, by what they are. */
function intrudersOf({ who }: DeclaredCommand, { by, also = {} }: Sample): [string, AnyActor][] {
	const [officer] = world.officers;
	const [accountant] = world.finance;
	const [administrator] = world.administrators;
	const people: Record<string, Actor> = {
		"a person without anything": world.person,
		"the owner of another business": world.otherBusiness.owner,
		"a reviewer": world.secondReviewer,
		"a manager": world.manager,
		"a programme officer": officer,
		"a finance officer": accountant,
		"the auditor": world.auditor,
		"an administrator": administrator,
	};
	// Whom their office gives the right to the thing as well, since it is of no association.
	const others = Object.entries(people).filter(([, actor]) => !oneOf(who, actor));
	const elsewhere = {
		"a reviewer elsewhere": world.reviewerElsewhere,
		"a manager elsewhere": world.managerElsewhere,
	};
	const unproved =
		isStaff(by) && typeof who !== "string" ? { "its own person without a code": { ...by, secondFactor: false } } : {};
	return Object.entries({
		"a visitor": { visitor: true } as const,
		...Object.fromEntries(others),
		...elsewhere,
		...unproved,
		...also,
	});
}

async function holesOf(command: DeclaredCommand, sample: Sample): Promise<string[]> {
	const { brings } = sample;
	const holes: string[] = [];
	for (const [name, intruder] of intrudersOf(command, sample)) {
		// Who is let in at all asks for their own, and has to be given that there is nobody else's to ask for.
		const input = brings === undefined || brings === "nothing of others" ? sample.input : brings;
		if (brings === "nothing of others" && (command.who === "anyone" || !("visitor" in intruder))) continue;
		const outcome = await inVain(() => ask(command, sample, intruder, input));
		if (!isTurnedAway(outcome, sample)) holes.push(`${name}: ${outcome}`);
	}
	return holes;
}

test("every command that somebody may ask for has a sample, and every sample a command", () => {
	const sampled = new Set(commandSamples.map(({ name }) => name));
	expect(open.map(({ name }) => name).filter((name) => !sampled.has(name))).toEqual([]);
	expect([...sampled].filter((name) => !open.some((each) => each.name === name))).toEqual([]);
});

test("what jobs run is asked for by nobody", async () => {
	const jobs = allCommands.filter(({ who }) => who === "system");
	const { person, administrators } = world;
	const asked = jobs.flatMap((command) =>
		[{ visitor: true } as const, person, administrators[0]].map((by) => ask(command, { by, input: null }, by, null)),
	);
	expect(jobs.length).toBeGreaterThan(5);
	expect(new Set(await Promise.all(asked))).toEqual(new Set(["403 house_refusal_not_yours"]));
});

test.each(commandSamples.map(({ name, which, make }) => [`${name} ${which}`.trim(), name, make] as const))(
	"%s",
	async (_title, name, make) => {
		const command = open.find((each) => each.name === name);
		assert(command, `${name} is declared`);
		const sample = await make(world);
		expect(await holesOf(command, sample), "not turned away").toEqual([]);
		for (const [who, { person, reason }] of Object.entries(sample.barred ?? {})) {
			expect(await inVain(() => ask(command, sample, person, sample.input)), who).toMatch(
				new RegExp(`^(403 )?${reason}$`),
			);
		}
		expect(await ask(command, sample, sample.by, sample.input), "by whose it is").toBe("done");
		expect(await holesOf(command, sample), "not turned away once it is done").toEqual([]);
	},
);
