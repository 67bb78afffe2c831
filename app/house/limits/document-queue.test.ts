import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import { type RequestContext, requestContext } from "../request-context.server.ts";
import { asTriedTooOften, documentInTurn, exportInTurn, fileInTurn, resultInTurn } from "./document-queue.server.ts";

test("one is made at a time for each person, a few wait, and of more the person is told to come again", async () => {
	let [making, most] = [0, 0];
	const make = (content: string) => () => {
		most = Math.max(most, ++making);
		return Readable.from([Buffer.from(content)]).on("end", () => making--);
	};
	const crowd = await Promise.allSettled(
		Array.from({ length: 6 }, (_, at) => documentInTurn("owner", make(`document ${at}`))),
	);
	const read = crowd.map((outcome) => (outcome.status === "fulfilled" ? String(outcome.value) : outcome.reason.status));
	expect(read).toEqual(["document 0", "document 1", "document 2", "document 3", 429, 429]);
	expect(most).toBe(1);
	const [refused] = crowd.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as Response] : []));
	expect(refused?.headers.get("Retry-After")).toMatch(/^\d+$/);
	expect(await refused?.text()).toContain("nhiều tài liệu cùng lúc");

	const both = await Promise.all(["owner", "reviewer"].map((who) => documentInTurn(who, make(who))));
	expect(both.map(String)).toEqual(["owner", "reviewer"]);
	await expect(documentInTurn("owner", () => Promise.reject(new Error("no memory")))).rejects.toThrow("no memory");
	expect(String(await documentInTurn("owner", make("again")))).toBe("again");
});

test("over all few are made at once, however many ask for them, and past a long line they are told to come again", async () => {
	let [making, most] = [0, 0];
	const gates: (() => void)[] = [];
	const make = async () => {
		most = Math.max(most, ++making);
		await new Promise<void>((open) => gates.push(open));
		making--;
		return Readable.from([Buffer.from("made")]);
	};
	const crowd = Array.from({ length: 41 }, (_, at) => documentInTurn(`link ${at}`, make));
	await expect(documentInTurn("one more", make)).rejects.toMatchObject({ status: 429 });
	const all = Promise.all(crowd);
	let made = false;
	all.then(() => {
		made = true;
	});
	while (!made) {
		for (const open of gates.splice(0)) open();
		await new Promise((later) => setImmediate(later));
	}
	expect((await all).map(String)).toEqual(Array(41).fill("made"));
	expect(most).toBe(1);
});

test("between two documents everything else has its turn, for a rest as long as the work", async () => {
	const made: { beganAt: number; endedAt: number; turn: number }[] = [];
	let [turn, over] = [0, false];
	const count = () => {
		turn++;
		if (!over) setImmediate(count);
	};
	setImmediate(count);
	const make = () => {
		const beganAt = performance.now();
		while (performance.now() < beganAt + 15);
		made.push({ beganAt, endedAt: performance.now(), turn });
		return Readable.from([Buffer.from("made")]);
	};
	await Promise.all(Array.from({ length: 12 }, (_, at) => documentInTurn(`link ${at}`, make)));
	over = true;
	for (const [at, { beganAt, turn }] of made.entries()) {
		const before = made[at - 1];
		if (!before) continue;
		expect(turn).toBeGreaterThan(before.turn);
		// A timer may be up to two milliseconds early.
		expect(beganAt - before.endedAt).toBeGreaterThan(before.endedAt - before.beganAt - 5);
	}
});

test("strangers of one site wait in one line, and all strangers leave the longer one to people", async () => {
	const gates: (() => void)[] = [];
	const make = async () => {
		await new Promise<void>((open) => gates.push(open));
		return Readable.from([Buffer.from("made")]);
	};
	const strangerFrom = (address: string) =>
		requestContext.run({ address } as RequestContext, () => resultInTurn(null, make));
	const site = Array.from({ length: 4 }, (_, at) => strangerFrom(`2001:db8:1:${at}::7`));
	await expect(strangerFrom("2001:db8:1:9::7")).rejects.toMatchObject({ status: 429 });
	const others = Array.from({ length: 8 }, (_, at) => strangerFrom(`203.0.${at}.7`));
	await expect(strangerFrom("198.51.100.7")).rejects.toMatchObject({ status: 429 });
	// Nor are people who ask for results before those who ask for what their money depends on.
	await expect(resultInTurn("a person", make)).rejects.toMatchObject({ status: 429 });
	const all = Promise.all([...site, ...others, documentInTurn("person", make)]);
	let made = false;
	all.then(() => {
		made = true;
	});
	while (!made) {
		for (const open of gates.splice(0)) open();
		await new Promise((later) => setImmediate(later));
	}
	expect(await all).toHaveLength(13);
});

test("one person exports one thing at a time, and all together few: nobody opens what waits for the first to end", async () => {
	let open = 0;
	const rows = () => {
		open++;
		const stream = Readable.from([[1]]);
		stream.once("close", () => open--);
		return Promise.resolve(stream);
	};
	const first = await exportInTurn("auditor", rows);
	const waiting = [1, 2, 3].map(() => exportInTurn("auditor", rows));
	await expect(exportInTurn("auditor", rows)).rejects.toMatchObject({ status: 429 });
	expect(open).toBe(1);
	first.destroy();
	for (const next of waiting) (await next).destroy();

	const some = await Promise.all(Array.from({ length: 6 }, (_, at) => exportInTurn(`officer ${at}`, rows)));
	const more = Array.from({ length: 24 }, (_, at) => exportInTurn(`reader ${at}`, rows));
	await expect(exportInTurn("auditor", rows)).rejects.toMatchObject({ status: 429 });
	expect(open).toBe(6);
	for (const each of [...some, ...more]) (await each).destroy();
	await expect(exportInTurn("auditor", () => Promise.reject(new Error("no database")))).rejects.toThrow("no database");
	(await exportInTurn("auditor", rows)).destroy();
});

test("readers who take a file slowly keep only their own site waiting, no small file, and none of staff", async () => {
	const ended = new AbortController();
	const from =
		(address: string) =>
		(personId: string, byteSize = 10_000_000, isStaff = false) => {
			const context = { address, locale: "vi", ended: ended.signal } as RequestContext;
			const send = () => new Response(personId);
			return requestContext.run(context, () => fileInTurn({ personId, isStaff }, { byteSize, send }));
		};
	const site = from("198.51.100.7");
	const slow = await Promise.all(Array.from({ length: 30 }, (_, at) => site(`slow ${at}`)));
	expect(slow).toHaveLength(30);
	let isAnswered = false;
	const waiting = site("owner").then(() => {
		isAnswered = true;
	});
	await site("owner", 12_000);
	await site("reviewer", 10_000_000, true);
	await from("203.0.113.7")("another owner");
	expect(isAnswered).toBe(false);
	const line = Array.from({ length: 59 }, (_, at) => site(`next ${at}`));
	await expect(site("one more")).rejects.toMatchObject({ status: 429 });
	ended.abort();
	await Promise.all([waiting, ...line]);
});

test("who used up their documents reads that they tried too often, and for how long", async () => {
	const refused = Promise.reject(new Refusal("house_refusal_too_many_tries", { minutes: 9 }));
	const answer = await refused.catch(asTriedTooOften).catch((thrown: Response) => thrown);
	expect([answer.status, answer.headers.get("Retry-After")]).toEqual([429, "540"]);
	expect(await answer.text()).toContain("9\u00a0phút");
});
