import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { placeAll } from "#app/audit/tree/place-entries.server.ts";
import { verifyAuditLog } from "#app/audit/tree/verify-log.server.ts";
import { verifyBooks } from "#app/books/verify-books.server.ts";
import { now } from "#app/house/clock.server.ts";
import { type Act, CrashCast, send } from "#testing/crash-acts.ts";
import { holdTable, startBuiltServer, until, untilIdle } from "#testing/crash-house.ts";
import { StripeStandIn } from "#testing/stripe-stand-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

declare module "vitest" {
	interface ProvidedContext {
		crashes: { kills: number; stops: number; seconds: number };
	}
}

const { kills, seconds } = inject("crashes");

let house: TestHouse;
let standIn: StripeStandIn;
let cast: CrashCast;
let server: Awaited<ReturnType<typeof startBuiltServer>>;
beforeAll(async () => {
	house = await testHouse();
	standIn = await new StripeStandIn().start();
	cast = await CrashCast.make(house.db, standIn);
	server = await startBuiltServer(house.url, standIn.settings);
});
afterAll(async () => {
	await server.kill();
	await standIn.close();
	await house.close();
});

/** Pseudo-random numbers from 0 to 1, the same ones each time (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const SEED = 20_261_124;
const random = randomFrom(SEED);

type ActName = "approve" | "release" | "settle" | "payByStripe";

type Moment = { go: () => void; acts: readonly Act[]; afterKill: (work: () => Promise<unknown>) => void };

/** `until` sends with `go`, and comes back when the server is to be killed. */
type Point = {
	name: string;
	acts: ActName[];
	until: (moment: Moment) => Promise<void>;
};

/** While the server waits to write there: in the middle of its transaction. */
function within(act: ActName, table: string): Point {
	return {
		name: `${act}, before it writes ${table}`,
		acts: [act],
		until: async ({ go, afterKill }) => {
			const { reached, letGo } = await holdTable(house, table);
			afterKill(letGo);
			go();
			await reached();
		},
	};
}

/** As soon as others see what was done; whoever asked may not have heard. */
function committed(act: ActName): Point {
	return {
		name: `${act}, as soon as it is committed`,
		acts: [act],
		until: async ({ go, acts }) => {
			go();
			await until(async () => everyIs(1, await doneOf(acts)), "it is never done");
		},
	};
}

/** Stripe is at work, and its answer will find nobody. */
function atStripe(work: string): Point {
	return {
		name: `payByStripe, while Stripe is at ${work}`,
		acts: ["payByStripe"],
		until: async ({ go }) => {
			const before = standIn.worked.filter((each) => each === work).length;
			go();
			await until(async () => standIn.worked.filter((each) => each === work).length > before, `no ${work}`);
		},
	};
}

const anywhere: Point = {
	name: "anywhere within 150 ms of all four",
	acts: ["approve", "release", "settle", "payByStripe"],
	until: async ({ go }) => {
		go();
		await wait(random() * 150);
	},
};

/** The first six are those of every run of the tests. */
const points: readonly Point[] = [
	within("approve", "audit_entry"),
	atStripe("POST /v1/transfers"),
	within("settle", "ledger_transfer"),
	committed("payByStripe"),
	atStripe("POST /v1/payouts"),
	anywhere,
	within("approve", "application"),
	within("approve", "ledger_transfer"),
	within("release", "payment_batch"),
	within("release", "audit_entry"),
	within("settle", "disbursement"),
	within("settle", "audit_entry"),
	within("payByStripe", "stripe_transfer"),
	committed("approve"),
	committed("release"),
	committed("settle"),
];

/** Once all points have been visited, every other kill is at random. */
function pointOf(kill: number): Point {
	if (kill < points.length) return points[kill] ?? anywhere;
	return (kill % 2 === 0 ? anywhere : points[Math.floor(kill / 2) % points.length]) ?? anywhere;
}

const doneOf = (acts: readonly Act[]) => Promise.all(acts.map(({ done }) => done()));

const everyIs = (count: number, done: Record<string, number>[]) =>
	done.every((each) => Object.values(each).every((times) => times === count));

const figures = { kills: new Map<string, number>(), requests: 0, answered: 0, restarts: 0 };

async function sendAll(acts: readonly Act[]): Promise<(number | null)[]> {
	figures.requests += acts.length;
	const statuses = await Promise.all(acts.map((act) => send(server.found, act)));
	figures.answered += statuses.filter((status) => status !== null).length;
	return statuses;
}

async function killAt({ name, acts: names, until: untilThen }: Point): Promise<void> {
	const acts: Act[] = [];
	for (const each of names) acts.push(await cast[each]());
	await untilIdle(house);

	let first: ReturnType<typeof sendAll> = Promise.resolve([]);
	let letGo = async (): Promise<unknown> => undefined;
	const go = () => {
		first = sendAll(acts);
	};
	const afterKill = (work: () => Promise<unknown>) => {
		letGo = work;
	};
	await untilThen({ go, acts, afterKill });
	await server.kill();
	await letGo();
	const heard = await first;
	figures.kills.set(name, (figures.kills.get(name) ?? 0) + 1);
	server = await startBuiltServer(house.url, standIn.settings);

	// By itself: nothing is left under way, nothing half done, and what was answered is there.
	await untilIdle(house);
	await expectWhole();
	for (const [at, done] of (await doneOf(acts)).entries()) {
		const times = Object.values(done);
		const expected = heard[at] === 303 ? [1] : [times[0] ?? 0];
		expect({ act: names[at], done: [...new Set(times)] }).toEqual({ act: names[at], done: expected });
	}

	// The person, who may not know, sends it once more.
	expect(await sendAll(acts)).toEqual(acts.map(() => 303));
	await untilIdle(house);
	await settleAtStripe(acts);
	expect(await doneOf(acts)).toSatisfy((done: Record<string, number>[]) => everyIs(1, done), "done once");
	await expectWhole();
}

/** The payee's bank takes the payout, and Stripe reports it twice. */
async function settleAtStripe(acts: readonly Act[]): Promise<void> {
	for (const { paymentId, paid } of acts) {
		if (!paymentId || !paid) continue;
		const ours = (object: string) =>
			standIn.things.all(object).filter(({ metadata }) => (metadata as { payment?: string }).payment === paymentId);
		expect([ours("transfer").length, ours("payout").length]).toEqual([1, 1]);
		const before = standIn.things.events.length;
		standIn.things.endPayout(ours("payout")[0]?.id ?? "", null);
		const events = standIn.things.events.slice(before);
		expect(await standIn.deliver(`${server.found}/webhooks/stripe`, [...events, ...events])).toEqual([200, 200]);
		await untilIdle(house);
		expect(await paid()).toSatisfy((done: Record<string, number>) => everyIs(1, [done]), "paid once");
	}
}

async function expectWhole(): Promise<void> {
	expect((await verifyBooks(house.db)).filter(({ wrong }) => wrong > 0)).toEqual([]);
}

test(
	`a server that is killed ${kills} times loses nothing and does nothing twice`,
	async () => {
		const started = performance.now();
		for (let kill = 0; kill < kills; kill++) {
			await killAt(pointOf(kill));
		}
		await placeAll(house.db, now());
		expect((await verifyAuditLog(house.db)).breaks).toEqual([]);
		const took = Math.round((performance.now() - started) / 1000);
		console.log(
			`${kills} kills (seed ${SEED}), ${figures.requests} requests of which ${figures.answered} answered, ${took} s`,
		);
		for (const [name, count] of figures.kills) console.log(`  ${count} × ${name}`);
	},
	seconds * 1_000,
);
