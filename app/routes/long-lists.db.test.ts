import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askProvider } from "#app/agreement/provider/ask-provider.server.ts";
import { startApplication } from "#app/application/start-application.server.ts";
import { startAssessment } from "#app/assessment/start-assessment.server.ts";
import { giveUpClaim } from "#app/claim/ending/give-up-claim.server.ts";
import { startClaim } from "#app/claim/start-claim.server.ts";
import type { Actor } from "#app/house/access.ts";
import { NotFound } from "#app/kernel/not-found.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { writeMessage } from "#app/review/write-message.server.ts";
import { acceptForBusiness } from "#testing/accept-for-all.ts";
import { makeDraft } from "#testing/make-application.ts";
import { contextOfVisitor } from "#testing/make-assessment.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { type MadeAgreed, makeAgreed } from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeDecision, makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import routes from "../routes.ts";

/*
 * What one account can make again and again, no page shows all at once: of each there is far more here than anybody makes
 * honestly, or a rule says when it is enough.
 */

type Entry = { file: string; path?: string; children?: Entry[] };

function pagesOf(entries: Entry[], parent = ""): { file: string; path: string }[] {
	return entries.flatMap((entry) => {
		const path = entry.path === undefined ? parent : `${parent}/${entry.path}`;
		return [{ file: entry.file, path }, ...pagesOf(entry.children ?? [], path)];
	});
}

const modules = import.meta.glob<{ loader?: (args: unknown) => unknown }>("./**/*.tsx");

const NOW = new Date("2026-09-08T03:00:00Z");
const MANY = 1_000;
/** Of what a page is sent: 20 messages of 4,000 letters are most of it. */
const MOST_LETTERS = 130_000;

let house: TestHouse;
let place: { programmeId: string; associationId: string };
let reviewer: Actor;
let file: MadeAgreed;

beforeAll(async () => {
	house = await testHouse();
	const associationId = await makeAssociation(house.db);
	const rules = rulesWith({ payee: "provider" });
	place = {
		programmeId: await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n }, rules }),
		associationId,
	};
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	file = await makeAgreed(house.db, { ...place, reviewer });
	const draft = await makeDraft(house.db, { business: file.business, ...place });
	const submitted = `'state', 'submitted', 'approved_dong', null, 'decided_at', null`;
	await copies("application", { id: file.id }, `'reference', 'HS-2026-7' || lpad(n::text, 5, '0'), ${submitted}`);
	await copies(
		"application",
		{ id: draft.id },
		`'reference', 'HS-2026-8' || lpad(n::text, 5, '0'), 'state', 'withdrawn'`,
	);
	await makeMessages(file.owner);
	await copies("assessment", { person_id: file.owner.personId }, "'person_id', one.person_id");
	await copies("bank_account", { business_id: file.business.id }, "'replaced_at', now()");
}, 240_000);
afterAll(() => house.close());

/** Copies of one row of a table, each with an id of its own and what else is to differ; `n` counts them. */
async function copies(table: string, where: Record<string, string>, differs: string): Promise<void> {
	const [[column = "", value = ""] = []] = Object.entries(where);
	await sql`
		insert into ${sql.table(table)} select copy.* from generate_series(1, ${MANY}) n,
			(select * from ${sql.table(table)} where ${sql.ref(column)}::text = ${value} order by id limit 1) one,
			jsonb_populate_record(null::${sql.table(table)},
				to_jsonb(one) || jsonb_build_object('id', md5(n || random()::text)::uuid, ${sql.raw(differs)})) copy`.execute(
		house.db,
	);
}

/** One a day, for years. */
async function makeMessages({ personId, name }: Actor): Promise<void> {
	const rows = Array.from({ length: MANY }, (_, at) => ({
		...{ id: randomUUID(), applicationId: file.id, authorId: personId, authorName: name },
		...{ side: at % 30 === 0 ? "association" : "business", body: "x".repeat(4_000) },
		writtenAt: new Date(NOW.getTime() - (MANY - at) * 86_400_000),
	}));
	await house.db.insertInto("caseMessage").values(rows).execute();
}

/** The letters of each page's data that are too many, by address. */
async function tooLong(actor: Actor): Promise<string[]> {
	const cookie = await signedIn(house.db, actor);
	const long: string[] = [];
	for (const { file: module, path } of pagesOf(routes as Entry[])) {
		const { loader } = (await modules[module.replace("routes", ".")]?.()) ?? {};
		// A file is sent in pieces, and as long as it is.
		if (!loader || module.startsWith("routes/resources/") || /:(?!reference)/.test(path)) continue;
		const params = { reference: file.reference };
		const request = new Request(`http://localhost${path.replace(":reference", file.reference)}`, {
			headers: { cookie },
		});
		const asked = async () => loader({ request, params, context: {} });
		const answer = await asked().catch((thrown: unknown) => thrown);
		if (answer instanceof Response || answer instanceof NotFound) continue;
		if (answer instanceof Error) throw answer;
		const letters = JSON.stringify(answer, (_key, value) => (typeof value === "bigint" ? String(value) : value)).length;
		if (letters > MOST_LETTERS) long.push(`${path}: ${letters}`);
	}
	return long;
}

describe("a page stays short, however much one account has made", () => {
	test("for the business's own people", async () => {
		expect(await tooLong(file.owner)).toEqual([]);
	}, 120_000);

	test("for who reviews the file, and who reads it for the city", async () => {
		expect(await tooLong(reviewer)).toEqual([]);
		expect(await tooLong(await makeStaff(house.db, "auditor"))).toEqual([]);
	}, 240_000);
});

/** How often something is done before it is refused, and with what. */
async function until(act: (at: number) => Promise<unknown>): Promise<[number, string]> {
	for (let done = 0; done < MANY; done++) {
		const refused = await act(done).then(
			() => null,
			(error: { code?: string }) => error,
		);
		if (refused) return [done, refused.code ?? String(refused)];
	}
	return [MANY, "never"];
}

describe("a rule says when it is enough", () => {
	test("messages without an answer, of either side, until the other has said something", async () => {
		const { reference, owner } = await makeSubmittedApplication(house.db, place);
		const write = (actor: Actor, minute: number) => () => {
			const ctx = contextOf(house.db, actor, new Date(NOW.getTime() + minute * 60_000));
			return writeMessage(ctx, { reference, messageId: randomUUID(), body: "Xin hỏi." });
		};
		await declareConflict(contextOf(house.db, reviewer), { reference, hasConflict: false, note: "" });
		expect(await until(write(owner, 1))).toEqual([20, "review_refusal_unanswered"]);
		expect(await until(write(reviewer, 2))).toEqual([20, "review_refusal_unanswered_business"]);
		await write(owner, 3)();
		await write(reviewer, 4)();
	});

	test("messages that a decision has answered, or that are a month old", async () => {
		const { reference, owner } = await makeSubmittedApplication(house.db, place);
		const at = (minutes: number) => contextOf(house.db, owner, new Date(NOW.getTime() + minutes * 60_000));
		const write = (minutes: number) => () =>
			writeMessage(at(minutes), { reference, messageId: randomUUID(), body: "Xin hỏi." });
		expect((await until(write(0)))[0]).toBe(20);
		await makeDecision(house.db, reviewer, reference, { now: at(1).now, kind: "request_changes" });
		expect((await until(write(2)))[0]).toBe(20);
		await write(2 + 30 * 24 * 60)();
	});

	test("a message that is sent once more is taken after the last as well", async () => {
		const { reference, owner } = await makeSubmittedApplication(house.db, place);
		const ids = Array.from({ length: 20 }, () => randomUUID());
		const write = (messageId = "") =>
			writeMessage(contextOf(house.db, owner), { reference, messageId, body: "Xin hỏi." });
		for (const id of ids) await write(id);
		await write(ids[19]);
	});

	test("applications that are started and discarded in a day", async () => {
		const business = await makeBusiness(house.db);
		const start = async (now: Date) => {
			const applicationId = randomUUID();
			const input = { applicationId, businessId: business.id, ...place };
			await startApplication(contextOf(house.db, business.owner, now), input);
			await house.db.updateTable("application").set({ state: "withdrawn" }).where("id", "=", applicationId).execute();
		};
		expect(await until(() => start(NOW))).toEqual([40, "application_refusal_many_started"]);
		// The day of the city ends at 17:00 UTC.
		await expect(start(new Date("2026-09-08T16:59:00Z"))).rejects.toMatchObject({ status: 409 });
		await start(new Date("2026-09-08T17:00:00Z"));
	});

	test("assessments of a visitor in a day", async () => {
		const token = randomUUID();
		const start = async (now: Date) => {
			const assessmentId = randomUUID();
			await startAssessment(contextOfVisitor(house.db, now), { assessmentId, token });
			const done = { completedAt: now, level: 1, scoreTenths: 0, result: "{}" };
			await house.db.updateTable("assessment").set(done).where("id", "=", assessmentId).execute();
		};
		expect(await until(() => start(NOW))).toEqual([20, "assessment_refusal_many_started"]);
		await start(new Date(NOW.getTime() + 86_400_000));
	});

	test("claims that are begun and given up", async () => {
		const again = await makeAgreed(house.db, { ...place, reviewer });
		const ctx = contextOf(house.db, again.owner);
		const begin = () => startClaim(ctx, { claimId: randomUUID(), reference: again.reference });
		expect(await until(async () => giveUpClaim(ctx, { reference: await begin() }))).toEqual([
			20,
			"claim_refusal_many_given_up",
		]);
	});

	test("mails to the providers of an agreement", async () => {
		const { id, reference, owner } = await makeSubmittedApplication(house.db, place);
		await makeDecision(house.db, reviewer, reference);
		const at = { at: NOW, actorId: owner.personId, actorName: owner.name, side: "business" as const };
		const asked = { applicationId: id, what: "provider-asked-again", facts: "{}", ...at };
		await house.db
			.insertInto("applicationEvent")
			.values(Array.from({ length: 60 }, () => asked))
			.execute();
		await acceptForBusiness(house.db, { owner, reference, now: NOW });
		const { id: partyId } = await house.db
			.selectFrom("agreementParty")
			.select("id")
			.where("applicationId", "=", id)
			.executeTakeFirstOrThrow();
		const again = askProvider(contextOf(house.db, owner), { reference, partyId, email: "moi@vamsong.example" });
		await expect(again).rejects.toMatchObject({ code: "agreement_refusal_many_asked" });
	});
});
