import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { answerClaimAsRead as answerClaim } from "#testing/as-read.ts";
import { type MadeAgreed, makeAgreed, makeClaim, makeSubmittedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { readClaim } from "../desk/claim-desk.server.ts";
import { submitClaim } from "../submit-claim.server.ts";
import { judgeNearMatch } from "./judge-near-match.server.ts";

let house: TestHouse;
/** Two associations, each with a programme of its own. */
let desks: { associationId: string; programmeId: string; reviewer: Actor }[];
let one: MadeAgreed;
let other: MadeAgreed;
let number = 5000;

beforeAll(async () => {
	house = await testHouse();
	desks = [];
	for (let desk = 0; desk < 2; desk++) {
		const associationId = await makeAssociation(house.db);
		const reviewer = await makeStaff(house.db, "reviewer", associationId);
		const programmeId = await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n } });
		desks.push({ associationId, programmeId, reviewer });
	}
});
afterAll(() => house.close());
beforeEach(async () => {
	number += 10;
	const [here, there] = desks;
	if (!here || !there) throw new Error("there are two desks");
	one = await makeAgreed(house.db, here);
	other = await makeAgreed(house.db, there);
});

const usual = () => ({ serial: "1C26TVS", number, total: 118_000_000n + BigInt(number) });
const verify = ({ reviewer }: MadeAgreed, reference: string) =>
	answerClaim(contextOf(house.db, reviewer), { reference, answer: "verify", reasons: "" });
const matchesOf = async ({ reviewer }: MadeAgreed, reference: string) => {
	const claim = await readClaim(house.db, reviewer, reference);
	return claim?.access === "open" ? claim.nearMatches : [];
};
const judge = (
	{ reviewer }: MadeAgreed,
	reference: string,
	nearMatchId: string,
	reason = "Hai lần thuê của hai tháng.",
) => judgeNearMatch(contextOf(house.db, reviewer), { reference, nearMatchId, reason });
const NOT_JUDGED = { code: "claim_refusal_near_match", field: "answer" };

type Change = { serial?: string; issuedOn?: string; next?: boolean; moreDong?: bigint };

test.each<[string, Change, string | null]>([
	["the same total and day under another number", { next: true }, "total-and-day"],
	["a symbol of another letter", { serial: "1C26TVT", moreDong: 1_000_000n }, "symbol"],
	["another form symbol", { serial: "2C26TVS", moreDong: 1_000_000n }, "form-symbol"],
	["another total, number and day", { next: true, moreDong: 1_000_000n }, null],
	["a symbol of two other letters", { serial: "1C26TAB", moreDong: 1_000_000n }, null],
	["the same total on another day", { next: true, issuedOn: "2026-09-09" }, null],
])("finds %s", async (_what, { next, moreDong = 0n, ...change }, why) => {
	const issuedOn = "2026-09-08";
	const first = await makeSubmittedClaim(house.db, one, { invoice: { ...usual(), issuedOn } });
	const invoice = {
		...usual(),
		issuedOn,
		...change,
		number: next ? number + 1 : number,
		total: usual().total + moreDong,
	};
	const second = await makeSubmittedClaim(house.db, other, { now: new Date("2026-09-10T03:00:00Z"), invoice });
	expect((await matchesOf(other, second)).map((match) => match.why)).toEqual(why ? [why] : []);
	expect((await matchesOf(one, first)).map((match) => match.why)).toEqual(why ? [why] : []);
	if (why) await expect(verify(other, second)).rejects.toMatchObject(NOT_JUDGED);
	else await verify(other, second);
});

async function whyOf(db: Kysely<Tables>, reference: string): Promise<string[]> {
	const { rows } = await sql<{ why: string }>`
		select why from invoice_near_matches((select id from claim where reference = ${reference}))`.execute(db);
	return rows.map(({ why }) => why);
}

test("finds a branch of the seller, the same file, and an invoice that replaces the other one", async () => {
	const first = await makeSubmittedClaim(house.db, one, { invoice: usual() });
	const second = await makeSubmittedClaim(house.db, other, {
		invoice: { ...usual(), number: number + 1, total: 1_000_000_000n },
	});
	await house.owner.connection().execute(async (db) => {
		await sql`set session_replication_role = replica`.execute(db);
		const other = sql`claim_id = (select id from claim where reference = ${second})`;
		const sameTotal = sql`(select total_dong from invoice where claim_id = (select id from claim where reference = ${first}))`;
		await sql`update invoice set seller_tax_code = seller_tax_code || '-001', number = ${number}, total_dong = ${sameTotal} where ${other}`.execute(
			db,
		);
		expect(await whyOf(db, second)).toEqual(["branch"]);
		await sql`update invoice set total_dong = total_dong + 1 where ${other}`.execute(db);
		expect(await whyOf(db, second)).toEqual(["branch"]);
		await sql`update invoice set symbol = 'C26TAB' where ${other}`.execute(db);
		expect(await whyOf(db, second)).toEqual([]);
		await sql`update invoice set seller_tax_code = split_part(seller_tax_code, '-', 1), symbol = 'C26TVS', number = ${number + 1}, total_dong = 1000000000 where ${other}`.execute(
			db,
		);
		for (const related of [`1C26TVS ${number}`, null]) {
			await sql`delete from invoice_file`.execute(db);
			for (const reference of [first, second]) {
				await sql`insert into invoice_file select d.id, d.claim_id, repeat('0', 64), ${reference === second ? related : null}, '{}'
					from claim_document d join claim c on c.id = d.claim_id where c.reference = ${reference} and d.kind = 'invoice'`.execute(
					db,
				);
				if (related)
					await sql`update invoice_file set sha256 = encode(sha256(document_id::text::bytea), 'hex')`.execute(db);
				await sql`update invoice i set document_id = f.document_id from invoice_file f where f.claim_id = i.claim_id`.execute(
					db,
				);
			}
			expect(await whyOf(db, second)).toEqual([related ? "related" : "same-file"]);
		}
		await sql`update invoice set document_id = null`.execute(db);
		await sql`delete from invoice_file`.execute(db);
		await sql`set session_replication_role = default`.execute(db);
	});
});

describe("a near match", () => {
	const nearly = () => ({ ...usual(), number: number + 1 });

	test("tells another association only that there is one elsewhere, and its own which", async () => {
		const [here] = desks;
		if (!here) throw new Error("there are two desks");
		const neighbour = await makeAgreed(house.db, here);
		const first = await makeSubmittedClaim(house.db, one, { invoice: usual() });
		const abroad = await makeSubmittedClaim(house.db, other, { invoice: nearly() });
		const near = await makeSubmittedClaim(house.db, neighbour, { invoice: { ...usual(), number: number + 2 } });
		expect(await matchesOf(other, abroad)).toMatchObject([{ other: null }, { other: null }]);
		const seen = await matchesOf(neighbour, near);
		expect(seen.map((match) => match.other?.claim ?? null).sort()).toEqual([first, null].sort());
		const shown = JSON.stringify(await matchesOf(other, abroad), (_key, value) =>
			typeof value === "bigint" ? String(value) : value,
		);
		for (const secret of [first, near, String(number + 2)]) expect(shown).not.toContain(secret);
	});

	test("keeps its claim from being verified until it was judged, once, by who may answer", async () => {
		await makeSubmittedClaim(house.db, one, { invoice: usual() });
		const reference = await makeSubmittedClaim(house.db, other, { invoice: nearly() });
		await expect(verify(other, reference)).rejects.toMatchObject(NOT_JUDGED);
		const [match] = await matchesOf(other, reference);
		const id = match?.id ?? "";
		await expect(judge(one, reference, id)).rejects.toMatchObject({ status: 404 });
		const colleague = await makeStaff(house.db, "reviewer", desks[1]?.associationId);
		await expect(judge({ ...other, reviewer: colleague }, reference, id)).rejects.toMatchObject({
			code: "review_refusal_not_declared",
		});
		await expect(judge(other, reference, "x")).rejects.toMatchObject({ status: 404 });
		await judge(other, reference, id);
		await judge(other, reference, id);
		await expect(judge(other, reference, id, "Một lý do khác hẳn.")).rejects.toMatchObject({
			code: "house_refusal_moved_on",
		});
		await expect(
			sql`update invoice_near_match set reason = 'x' where id = ${id}`.execute(house.owner),
		).rejects.toMatchObject({
			constraint: "invoice_near_match_kept",
		});
		await expect(sql`delete from invoice_near_match where id = ${id}`.execute(house.owner)).rejects.toMatchObject({
			constraint: "invoice_near_match_kept",
		});
		await verify(other, reference);
		const { rows } = await sql<{ action: string }>`select action from audit_entry
			where subject_label = ${reference} and action like 'claim.near-match%' order by id`.execute(house.db);
		expect(rows.map(({ action }) => action)).toEqual(["claim.near-match-found", "claim.near-match-judged"]);
	});

	test("is nothing the database lets pass, whoever writes", async () => {
		await makeSubmittedClaim(house.db, one, { invoice: usual() });
		const reference = await makeSubmittedClaim(house.db, other, { invoice: nearly() });
		await expect(
			sql`update claim set state = 'verified' where reference = ${reference}`.execute(house.owner),
		).rejects.toMatchObject({ constraint: "claim_near_match_judged" });
	});

	test("lets its claim be returned, is judged anew for another invoice, and not for the same", async () => {
		const first = await makeSubmittedClaim(house.db, one, { invoice: usual() });
		const reference = await makeSubmittedClaim(house.db, other, { invoice: nearly() });
		const [match] = await matchesOf(other, reference);
		await judge(other, reference, match?.id ?? "");
		const ctx = contextOf(house.db, other.reviewer);
		await answerClaim(ctx, { reference, answer: "return", reasons: "Thiếu trang hai của hóa đơn." });
		await submitClaim(contextOf(house.db, other.owner), { reference });
		expect(await matchesOf(other, reference)).toMatchObject([{ judged: { byName: other.reviewer.name } }]);
		await verify(other, reference);
		await answerClaim(contextOf(house.db, one.reviewer), {
			reference: first,
			answer: "refuse",
			reasons: "Không đúng hàng đã duyệt.",
		});
	});

	test("is gone with the other claim, once that was refused", async () => {
		const first = await makeSubmittedClaim(house.db, one, { invoice: usual() });
		const reference = await makeSubmittedClaim(house.db, other, { invoice: nearly() });
		await answerClaim(contextOf(house.db, one.reviewer), {
			reference: first,
			answer: "refuse",
			reasons: "Không đúng hàng đã duyệt.",
		});
		expect(await matchesOf(other, reference)).toEqual([]);
		await verify(other, reference);
	});

	test("is found of two claims at the same moment, at the latest when one is verified", async () => {
		for (let round = 0; round < 3; round++) {
			number += 10;
			const [here, there] = desks;
			if (!here || !there) throw new Error("there are two desks");
			const [a, b] = [await makeAgreed(house.db, here), await makeAgreed(house.db, there)];
			const [left, right] = [
				await makeClaim(house.db, a, { invoice: usual() }),
				await makeClaim(house.db, b, { invoice: nearly() }),
			];
			await Promise.all([
				submitClaim(contextOf(house.db, a.owner), { reference: left }),
				submitClaim(contextOf(house.db, b.owner), { reference: right }),
			]);
			const verified = await Promise.allSettled([verify(a, left), verify(b, right)]);
			for (const outcome of verified) expect(outcome).toMatchObject({ status: "rejected", reason: NOT_JUDGED });
			// Refused, and yet there to be judged.
			expect(await matchesOf(a, left)).toHaveLength(1);
			expect(await matchesOf(b, right)).toHaveLength(1);
		}
	});
});
