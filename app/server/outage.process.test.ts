import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { placeAll } from "#app/audit/tree/place-entries.server.ts";
import { verifyAuditLog } from "#app/audit/tree/verify-log.server.ts";
import { verifyBooks } from "#app/books/verify-books.server.ts";
import { now } from "#app/house/clock.server.ts";
import { connectDatabase, db, pool } from "#app/house/database.server.ts";
import { type Database, openDatabase, openPool } from "#db/connection.server.ts";
import { type Act, CrashCast, send } from "#testing/crash-acts.ts";
import { startBuiltServer, until, untilIdle } from "#testing/crash-house.ts";
import { StoppablePostgres, type waysToGo } from "#testing/stoppable-postgres.ts";
import { StripeStandIn } from "#testing/stripe-stand-in.ts";

const { stops, seconds } = inject("crashes");

/** How many people send something when the database goes, and how many go on reading. */
const ACTS_OF_EACH = 3;
const READERS = 8;

let postgres: StoppablePostgres;
let standIn: StripeStandIn;
let server: Awaited<ReturnType<typeof startBuiltServer>>;
let owner: Database;
let cast: CrashCast;
beforeAll(async () => {
	postgres = await new StoppablePostgres().start();
	standIn = await new StripeStandIn().start();
	server = await startBuiltServer(postgres.url, standIn.settings);
	connectDatabase(postgres.url, "donbay-test");
	const asOwner = openPool(postgres.url, { max: 2, applicationName: "donbay-test-owner" });
	// Its idle sessions end with the database, and new ones are opened when it is back.
	asOwner.on("error", () => undefined);
	owner = openDatabase(asOwner);
	cast = await CrashCast.make(db, standIn);
});
afterAll(async () => {
	await server.kill();
	await standIn.close();
	await owner.destroy();
	await pool.end();
	await postgres.remove();
});

const figures = { sent: 0, done: 0, refused: 0, pagesRead: 0, pagesRefused: 0 };

/** People who read one page after the other until they are told to stop; what each answer was. */
function startReaders() {
	const answers: { status: number | null; says: string }[] = [];
	const stopping = new AbortController();
	const read = async (reader: number) => {
		const paths = ["/open-data", "/check", "/verify", "/how-counted"];
		for (let turn = reader; !stopping.signal.aborted; turn++) {
			const asked = fetch(`${server.found}${paths[turn % paths.length]}`);
			answers.push(
				await asked.then(
					async (answer) => ({ status: answer.status, says: await answer.text() }),
					() => ({ status: null, says: "" }),
				),
			);
		}
	};
	const readers = Promise.all(Array.from({ length: READERS }, (_, reader) => read(reader)));
	const since = (from: number, status: number) => answers.slice(from).some((answer) => answer.status === status);
	return {
		answers,
		/** Waits until somebody gets this status from now on. */
		untilOneGets: (status: number) => {
			const from = answers.length;
			return until(async () => since(from, status), `nobody gets ${status}`);
		},
		stop: async () => {
			stopping.abort();
			await readers;
		},
	};
}

async function makeActs(): Promise<Act[]> {
	const acts: Act[] = [];
	for (let each = 0; each < ACTS_OF_EACH; each++) {
		acts.push(await cast.approve(), await cast.release(), await cast.settle(), await cast.payByStripe());
	}
	return acts;
}

async function timesOf(act: Act): Promise<number[]> {
	return [...new Set(Object.values(await act.done()))];
}

async function expectWhole(): Promise<void> {
	expect((await verifyBooks(db)).filter(({ wrong }) => wrong > 0)).toEqual([]);
}

/** The database goes as soon as the first is answered, and comes back once readers were told that it is away. */
async function goUnderLoad(way: keyof typeof waysToGo): Promise<void> {
	const acts = await makeActs();
	await untilIdle({ owner });
	const readers = startReaders();
	await readers.untilOneGets(200);
	const sent = acts.map((act) => send(server.found, act));
	await Promise.race(sent);
	await postgres.go(way);
	await readers.untilOneGets(503);
	await postgres.start();
	await readers.untilOneGets(200);
	await readers.stop();
	const statuses = await Promise.all(sent);

	// Nobody meets a mistake of ours, a hanging page or silence: a page, or the page that says what to do.
	expect(new Set(statuses)).toSatisfy((all: Set<number | null>) => [...all].every((one) => one === 303 || one === 503));
	for (const { status, says } of readers.answers) {
		expect(status === 200 || status === 503, `a reader got ${status}`).toBe(true);
		if (status === 503) expect(says).toContain("Cơ sở dữ liệu đang không trả lời");
	}
	figures.sent += statuses.length;
	figures.done += statuses.filter((status) => status === 303).length;
	figures.pagesRead += readers.answers.filter(({ status }) => status === 200).length;
	figures.pagesRefused += readers.answers.filter(({ status }) => status === 503).length;

	await untilIdle({ owner });
	await expectWhole();
	// All of it or nothing; what was answered as done is done.
	for (const [at, act] of acts.entries()) {
		const times = await timesOf(act);
		expect(times, act.path).toHaveLength(1);
		if (statuses[at] === 303) expect(times, act.path).toEqual([1]);
	}
	expect(await Promise.all(acts.map((act) => send(server.found, act)))).toEqual(acts.map(() => 303));
	await untilIdle({ owner });
	for (const act of acts) expect(await timesOf(act), act.path).toEqual([1]);
	await expectWhole();
}

test(
	`PostgreSQL is stopped and started ${2 * stops} times in the middle of work: a clear page, and nothing half done`,
	async () => {
		const started = performance.now();
		for (let stop = 0; stop < stops; stop++) {
			await goUnderLoad("stopped");
			await goUnderLoad("crashed");
		}
		await placeAll(db, now());
		expect((await verifyAuditLog(db)).breaks).toEqual([]);
		const took = Math.round((performance.now() - started) / 1000);
		console.log(
			`${2 * stops} outages, ${figures.sent} forms of which ${figures.done} done at once, ${figures.pagesRead} pages read, ${figures.pagesRefused} refused with the page for it, ${took} s`,
		);
	},
	seconds * 1_000,
);
