import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { config } from "#app/house/config.server.ts";
import { type RequestContext, requestContext } from "#app/house/request-context.server.ts";
import { openDatabase, openPool } from "#db/connection.server.ts";
import { type MadeApplication, MEGABYTE, makeDraft, makeSubmitted, ownPdf } from "#testing/make-application.ts";
import { makeDecision, takeUp } from "#testing/make-review.ts";
import { contextOf, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { addDocument } from "./add-document.server.ts";

/* What accounts that nobody knows can fill the database with: each, from one network, on a day and in all. */

let house: TestHouse;
const given = { ...config };
beforeAll(async () => {
	house = await testHouse();
});
afterEach(() => {
	Object.assign(config, given);
});
afterAll(() => house.close());

/** Days that no other test counts on. */
let days = 0;
const newDay = () => new Date(Date.UTC(2026, 8, 8 + ++days * 3, 3));

type Draft = Pick<MadeApplication, "reference" | "owner">;
const drafts = (count: number, now: Date) =>
	Promise.all(Array.from({ length: count }, () => makeDraft(house.db, { quotations: false, now })));

/** Sends a file of so many megabytes from an address. */
function send({ reference, owner }: Draft, count: number, now: Date, address: string, db = house.db): Promise<void> {
	const context = { locale: "vi", address } as RequestContext;
	return requestContext.run(context, () =>
		addDocument(contextOf(db, owner, now), {
			...{ reference, documentId: randomUUID(), kind: "other", fileName: "a.pdf", bytes: ownPdf(count * MEGABYTE) },
		}),
	);
}

const refused = (code: string, facts: object = {}) => ({ code: `house_refusal_upload_${code}`, field: "file", facts });

test("an account sends little until a person has taken up an application of its business, and then as others do", async () => {
	Object.assign(config, { UPLOAD_MB_NEWCOMER: 4 });
	const now = newDay();
	const draft = await makeDraft(house.db, { now });
	const again = new Date(now.getTime() + 86_400_000);
	await send(draft, 3, now, "192.0.2.1");
	await expect(send(draft, 3, now, "192.0.2.1")).rejects.toMatchObject(refused("newcomer", { limit: 4, again }));

	const known = await makeSubmitted(house.db, { now });
	const next = await makeDraft(house.db, { ...known, now });
	await send(next, 3, now, "192.0.2.2");
	await expect(send(next, 3, now, "192.0.2.2")).rejects.toMatchObject(refused("newcomer"));
	const reviewer = await makeStaff(house.db, "reviewer", known.associationId);
	await takeUp(contextOf(house.db, reviewer, now), known.reference);
	await send(next, 3, now, "192.0.2.2");

	// A look at junk is no award: whoever was refused is where they began.
	await makeDecision(house.db, reviewer, known.reference, { now, kind: "reject" });
	await expect(send(next, 3, now, "192.0.2.2")).rejects.toMatchObject(refused("newcomer"));
});

test("new accounts of one network send only so much together, but each its first file", async () => {
	Object.assign(config, { UPLOAD_MB_NEWCOMER_SITE: 5 });
	const now = newDay();
	const [one, another, late] = await drafts(3, now);
	if (!one || !another || !late) throw new Error("three drafts");
	await send(one, 2, now, "203.0.113.7");
	await send(another, 2, now, "203.0.113.8");
	await expect(send(one, 2, now, "203.0.113.7")).rejects.toMatchObject(refused("site"));
	// What was refused took nothing of the room.
	await send(another, 1, now, "203.0.113.8");
	await send(late, 2, now, "203.0.113.9");
	await expect(send(late, 1, now, "203.0.113.9")).rejects.toMatchObject(refused("site"));
	// A network of many accounts stops at twice as much.
	const [many, more] = await drafts(2, now);
	if (!many || !more) throw new Error("two drafts");
	await send(many, 3, now, "203.0.113.10");
	await expect(send(more, 1, now, "203.0.113.11")).rejects.toMatchObject(refused("site"));
	await send(one, 2, now, "198.51.100.7");
	await send(late, 1, new Date(now.getTime() + 86_400_000), "203.0.113.9");
});

test("of many at once on two servers no more get through than there is room for, whoever sends the first of a network", async () => {
	Object.assign(config, { UPLOAD_MB_NEWCOMERS: 3, UPLOAD_MB_NEWCOMER: 1 });
	const now = newDay();
	const crowd = await drafts(8, now);
	const other = openDatabase(openPool(house.url, { max: 4, applicationName: "donbay-test-other" }));
	const sent = (at: number) => send(crowd[at] as Draft, 1, now, "192.0.2.9", at % 2 === 0 ? house.db : other);
	const outcomes = await Promise.allSettled(crowd.map((_draft, at) => sent(at)));
	await other.destroy();
	expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
	expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: refused("full") });

	// A network that has sent no more than one newcomer may gets it through, until that came to as much again.
	const elsewhere = await drafts(5, now);
	const firsts = [0, 1, 2].map((at) => send(elsewhere[at] as Draft, 1, now, `198.51.${at}.1`));
	await Promise.all(firsts);
	await expect(send(elsewhere[3] as Draft, 1, now, "198.51.0.2")).rejects.toMatchObject(refused("full"));
	await expect(send(elsewhere[4] as Draft, 1, now, "198.51.9.1")).rejects.toMatchObject(refused("full"));
});

test("networks of one carrier send only so much together, those that have sent little until twice as much", async () => {
	Object.assign(config, { UPLOAD_MB_NEWCOMER_SITE: 4, UPLOAD_MB_NEWCOMER_CARRIER: 5, UPLOAD_MB_NEWCOMER: 3 });
	const now = newDay();
	const made = await drafts(6, now);
	const sendAs = (at: number, count: number, address: string) => send(made[at] as Draft, count, now, address);
	await sendAs(0, 3, "2001:db8:1::7");
	await sendAs(1, 1, "2001:db8:1::8");
	await sendAs(2, 3, "2001:db8:2::7");
	// Its network has sent more than one newcomer may.
	await expect(sendAs(1, 1, "2001:db8:2::8")).rejects.toMatchObject(refused("site"));
	await sendAs(3, 3, "2001:db8:3::7");
	await expect(sendAs(4, 3, "2001:db8:4::7")).rejects.toMatchObject(refused("site"));
	await sendAs(5, 3, "2001:db9:1::7");
	// Who comes with a quotation is taken all the same.
	await sendAs(4, 1, "2001:db8:4::7");
	await expect(sendAs(4, 1, "2001:db8:4::7")).rejects.toMatchObject(refused("site"));
});

test("the total of all files is kept by the database, and bounds newcomers first and then everybody", async () => {
	const now = newDay();
	const total = async () =>
		Number((await house.db.selectFrom("storedTotal").select("bytes").executeTakeFirst())?.bytes);
	const summed = async () => {
		const query = house.db.selectFrom("storedFile").select((eb) => eb.fn.sum<string>("byteSize").as("bytes"));
		return Number((await query.executeTakeFirst())?.bytes);
	};
	const known = await makeSubmitted(house.db, { now });
	const reviewer = await makeStaff(house.db, "reviewer", known.associationId);
	await takeUp(contextOf(house.db, reviewer, now), known.reference);
	const [stranger, ofKnown] = [await makeDraft(house.db, { now }), await makeDraft(house.db, { ...known, now })];
	expect(await total()).toBe(await summed());

	const stored = await total();
	const room = (bytes: number) => Object.assign(config, { STORED_GB: (stored + bytes) / 1024 ** 3 });
	room(stored / 9 + 1.2 * MEGABYTE);
	await expect(send(stranger, 2, now, "192.0.2.30")).rejects.toMatchObject(refused("full"));
	room(3 * MEGABYTE);
	// Nor does somebody fill it to whom nothing was granted yet: the last of it is for those who wait for money.
	room((stored + 2 * MEGABYTE) / 19 + 2.2 * MEGABYTE);
	await send(ofKnown, 2, now, "192.0.2.30");
	room(2.2 * MEGABYTE + 2 * MEGABYTE);
	await expect(send(ofKnown, 2, now, "192.0.2.30")).rejects.toMatchObject(refused("full"));
	await makeDecision(house.db, reviewer, known.reference, { now });
	await send(ofKnown, 2, now, "192.0.2.30");
	await expect(send(ofKnown, 2, now, "192.0.2.30")).rejects.toMatchObject(refused("full"));
	expect(await total()).toBe(stored + 4 * MEGABYTE);
	expect(await total()).toBe(await summed());
	await expect(house.db.updateTable("storedTotal").set({ bytes: 0n }).execute()).rejects.toThrow("permission denied");
});

test("what comes from no known address counts once, though site and carrier are the same", async () => {
	Object.assign(config, { UPLOAD_MB_NEWCOMER: 10, UPLOAD_MB_NEWCOMER_SITE: 6, UPLOAD_MB_NEWCOMER_CARRIER: 20 });
	const now = newDay();
	const draft = await makeDraft(house.db, { quotations: false, now });
	await send(draft, 3, now, "");
	await send(draft, 2, now, "");
	await expect(send(draft, 2, now, "")).rejects.toMatchObject(refused("site"));
});
