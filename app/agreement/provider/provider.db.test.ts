import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startClaim } from "#app/claim/start-claim.server.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { tellProvidersOfForce } from "#app/jobs/agreement-providers.server.ts";
import { handlers } from "#app/jobs/handlers.server.ts";
import { readMail } from "#app/mail/mailbox.server.ts";
import { acceptForBusiness, keysOf } from "#testing/accept-for-all.ts";
import { acceptAsRead as acceptAgreement } from "#testing/as-read.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { type MadeApplication, makeApprovedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makePerson, makeStaff, makeTaxCode } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { agreementTerms } from "../agreement-terms.server.ts";
import { extendAgreement } from "../extend-agreement.server.ts";
import { giveUpAgreement } from "../give-up-agreement.server.ts";
import { lapseAgreement } from "../lapse-agreement.server.ts";
import { answerAsProvider, type ProviderAnswer } from "./answer-as-provider.server.ts";
import { askForCode, makeCode } from "./answer-code.server.ts";
import { askProvider } from "./ask-provider.server.ts";
import { partiesOf } from "./parties.server.ts";
import { providerPage } from "./provider-page.server.ts";

let house: TestHouse;
let place: { programmeId: string; associationId: string };
let reviewer: Actor;
let application: MadeApplication;

// Approved on Tuesday 8 September 2026, so the business has until the 22nd; it accepts on the 18th, a Friday, and the
// providers have five working days from then: until Friday the 25th.
const at = (day: string) => new Date(`2026-09-${day}T03:00:00Z`);
const ACCEPTED = at("18");
const LAST_DAY = new Date("2026-09-25T16:59:00Z");
const TOO_LATE = new Date("2026-09-25T17:00:00Z");
const GRANTED = 50_000_000n;

beforeAll(async () => {
	house = await testHouse();
	const associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	const rules = rulesWith({ payee: "provider", agreementWorkingDays: 10, providerWorkingDays: 5 });
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 10_000_000_000n }, rules });
	place = { programmeId, associationId };
});
afterAll(() => house.close());
beforeEach(async () => {
	application = await makeApprovedApplication(house.db, { ...place, reviewer });
});

const visitor = (now: Date) => ({ db: house.db, actor: { visitor: true }, now, locale: "vi" }) as const;
const business = (now = ACCEPTED) => contextOf(house.db, application.owner, now);
const accepted = () => acceptForBusiness(house.db, { ...application, now: ACCEPTED });
const terms = async () => {
	const found = await agreementTerms(house.db, application);
	if (!found) throw new Error("it was approved");
	return found;
};
const partyAt = async (place = 0) => {
	const party = (await partiesOf(house.db, application.id))[place];
	if (!party) throw new Error("there is no such party");
	return party;
};
const stateOf = async () =>
	(await house.db.selectFrom("application").select("state").where("id", "=", application.id).executeTakeFirstOrThrow())
		.state;
const balances = () => envelopeBalances(house.db, place.programmeId, place.associationId);
const lapse = (now: Date) => lapseAgreement(systemContext("test", now), { applicationId: application.id });

const yes = { answer: "accepted", reasons: "", name: "Đinh Quang Khải", position: "Giám đốc" } as const;
const no = { ...yes, answer: "declined", reasons: "Giá đã tăng từ tháng này." } as const;
const answer = (keys: { token: string; code: string }, said: Omit<ProviderAnswer, "token" | "code">, now = ACCEPTED) =>
	answerAsProvider(visitor(now), { ...keys, ...said });

describe("an agreement of which the provider is a party", () => {
	test("is not in force by the business alone: nothing is promised, and nothing can be claimed", async () => {
		const before = await balances();
		await accepted();
		expect(await stateOf()).toBe("approved");
		expect(await balances()).toEqual(before);
		expect(await terms()).toMatchObject({ providersBy: "2026-09-25", inForceAt: null, parties: [{ answer: null }] });
		const claim = startClaim(business(), { claimId: randomUUID(), reference: application.reference });
		await expect(claim).rejects.toMatchObject({ code: "claim_refusal_not_agreed" });
		// The database says the same to whoever comes another way.
		const { id } = application;
		for (const [statement, constraint] of [
			[sql`update application set state = 'agreed' where id = ${id}`, "in_force_only"],
			[sql`update agreement set in_force_at = now() where application_id = ${id}`, "agreement_by_all"],
			[
				sql`insert into claim (id, application_id, reference, state, created_at, created_by)
					values (gen_random_uuid(), ${id}, 'DN-0', 'draft', now(), 'test')`,
				"in_force_only",
			],
		] as const) {
			await expect(statement.execute(house.db)).rejects.toMatchObject({ constraint });
		}
	});

	test("comes into force with the provider's yes, by its link and code, once", async () => {
		const before = await balances();
		await accepted();
		const keys = await keysOf(house.db, (await partyAt()).id, ACCEPTED);
		await Promise.all([answer(keys, yes), answer(keys, yes), answer(keys, yes)]);
		expect(await stateOf()).toBe("agreed");
		const after = await balances();
		expect(after.committedDong - before.committedDong).toBe(GRANTED);
		expect(await terms()).toMatchObject({
			inForceAt: ACCEPTED,
			parties: [{ answer: "accepted", answeredByName: yes.name }],
		});
		const events = await house.db
			.selectFrom("applicationEvent")
			.select(["what", "side"])
			.where("applicationId", "=", application.id)
			.where("side", "in", ["provider", "business"])
			.where("what", "like", "%a%")
			.orderBy("id")
			.execute();
		expect(events.slice(-3)).toEqual([
			{ what: "business-accepted", side: "business" },
			{ what: "provider-accepted", side: "provider" },
			{ what: "agreed", side: "provider" },
		]);
		// The mail that all have accepted brings a link too; the page on which somebody answered stays open.
		await tellProvidersOfForce(application.id, ACCEPTED);
		expect(await providerPage(house.db, keys.token, ACCEPTED)).toMatchObject({ state: "accepted" });
		await startClaim(business(), { claimId: randomUUID(), reference: application.reference });
		for (const change of ["answer = 'declined', reasons = 'x'", "email = 'x@y.example'"]) {
			const undo = sql`update agreement_party set ${sql.raw(change)} where application_id = ${application.id}`;
			await expect(undo.execute(house.db)).rejects.toMatchObject({ constraint: "agreement_party_kept" });
		}
	});

	test("waits for each of several providers, and counts a branch with its company", async () => {
		application = await makeApprovedApplication(house.db, {
			...place,
			reviewer,
			provider: { providerName: "A Trước", providerTaxCode: makeTaxCode(7_001) },
			secondProvider: { providerName: "B Sau", providerTaxCode: makeTaxCode(7_002) },
			prices: [
				["DX-SOLUTION", 60_000_000n],
				["DX-CONSULT", 20_000_000n],
			],
		});
		await accepted();
		const [first, second] = [await partyAt(0), await partyAt(1)];
		const keys = [await keysOf(house.db, first.id, ACCEPTED), await keysOf(house.db, second.id, ACCEPTED)] as const;
		await answer(keys[0], yes);
		expect(await stateOf()).toBe("approved");
		// Each sees what it sells, and the whole in the PDF.
		const page = await providerPage(house.db, keys[1].token, ACCEPTED);
		expect(page?.lines).toMatchObject([{ priceDong: 20_000_000n }]);
		expect(page?.parties.map((party) => [party.providerName, party.answer])).toEqual([
			["A Trước", "accepted"],
			["B Sau", null],
		]);
		await answer(keys[1], yes);
		expect(await stateOf()).toBe("agreed");
	});
});

describe("of two at the same moment one happens:", () => {
	test("a yes and a no of one provider", async () => {
		await accepted();
		const keys = await keysOf(house.db, (await partyAt()).id, ACCEPTED);
		const outcomes = await Promise.allSettled([answer(keys, yes), answer(keys, no)]);
		const [said, refused] = outcomes;
		expect([said.status, refused.status].sort()).toEqual(["fulfilled", "rejected"]);
		expect(await stateOf()).toBe(said.status === "fulfilled" ? "agreed" : "approved");
	});

	test("a yes and the lapse", async () => {
		await accepted();
		const before = await balances();
		const keys = await keysOf(house.db, (await partyAt()).id, LAST_DAY);
		const [said, lapsed] = await Promise.allSettled([answer(keys, yes, LAST_DAY), lapse(TOO_LATE)]);
		const over = lapsed.status === "fulfilled" && lapsed.value;
		expect(over).toBe(said.status === "rejected");
		const after = await balances();
		expect(after.reservedDong).toBe(before.reservedDong - GRANTED);
		expect(after.committedDong - before.committedDong).toBe(over ? 0n : GRANTED);
	});

	test("the last two yeses of two providers", async () => {
		application = await makeApprovedApplication(house.db, {
			...place,
			reviewer,
			secondProvider: { providerName: "B Sau", providerTaxCode: makeTaxCode(7_003) },
			prices: [
				["DX-SOLUTION", 60_000_000n],
				["DX-CONSULT", 20_000_000n],
			],
		});
		await accepted();
		const keys = [
			await keysOf(house.db, (await partyAt(0)).id, ACCEPTED),
			await keysOf(house.db, (await partyAt(1)).id, ACCEPTED),
		];
		const before = await balances();
		await Promise.all(keys.map((each) => answer(each, yes)));
		expect(await stateOf()).toBe("agreed");
		const granted = before.reservedDong - (await balances()).reservedDong;
		expect((await balances()).committedDong - before.committedDong).toBe(granted);
	});
});

describe("the days", () => {
	test("are the programme's from the business's acceptance on, and end in a lapse", async () => {
		await accepted();
		const keys = await keysOf(house.db, (await partyAt()).id, LAST_DAY);
		expect(await lapse(LAST_DAY)).toBe(false);
		await expect(answer(keys, yes, TOO_LATE)).rejects.toMatchObject({ code: "agreement_refusal_provider_late" });
		const late = await keysOf(house.db, (await partyAt()).id, TOO_LATE);
		await expect(answer(late, yes, TOO_LATE)).rejects.toMatchObject({ code: "agreement_refusal_provider_late" });
		expect(await lapse(TOO_LATE)).toBe(true);
		expect(await stateOf()).toBe("lapsed");
		expect(await providerPage(house.db, late.token, TOO_LATE)).toMatchObject({ state: "ended" });
	});

	test("are never fewer than the business had left, and can be extended once for the provider", async () => {
		await acceptForBusiness(house.db, { ...application, now: at("08") });
		expect((await terms()).providersBy).toBe("2026-09-22");
		await extendAgreement(business(at("21")), { reference: application.reference });
		expect(await terms()).toMatchObject({ providersBy: "2026-09-29", acceptBy: "2026-09-22" });
		const again = extendAgreement(business(at("21")), { reference: application.reference });
		await expect(again).rejects.toMatchObject({ code: "agreement_refusal_extended" });
		expect(await lapse(TOO_LATE)).toBe(false);
	});
});

describe("a provider that declines", () => {
	test("says why, is told nobody's money is promised, and may be asked again", async () => {
		await accepted();
		const party = await partyAt();
		const keys = await keysOf(house.db, party.id, ACCEPTED);
		await answer(keys, no);
		expect(await partyAt()).toMatchObject({ answer: "declined", reasons: no.reasons, answeredByName: no.name });
		expect(await stateOf()).toBe("approved");
		await handlers["agreement.provider-declined"]({ partyId: party.id, at: ACCEPTED.toISOString() }, ACCEPTED);
		const told = await house.db
			.selectFrom("outboxMail")
			.select("text")
			.where("recipient", "=", application.owner.email)
			.where("template", "=", "provider-declined")
			.execute();
		expect(told.map(({ text }) => text.includes(no.reasons))).toEqual([true]);

		const ask = { reference: application.reference, partyId: party.id, email: "giam-doc@vamsong.example" };
		await askProvider(business(at("21")), ask);
		expect(await providerPage(house.db, keys.token, at("21"))).toBeNull();
		await answer(await keysOf(house.db, party.id, at("21")), yes, at("21"));
		expect(await stateOf()).toBe("agreed");
		await expect(askProvider(business(at("21")), ask)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
	});

	test("lets the business end it at once, and apply again with another", async () => {
		await accepted();
		const before = await balances();
		const giveUp = () => giveUpAgreement(business(), { reference: application.reference });
		await expect(giveUp()).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		await answer(await keysOf(house.db, (await partyAt()).id, ACCEPTED), no);
		await giveUp();
		expect(await stateOf()).toBe("lapsed");
		expect((await balances()).availableDong - before.availableDong).toBe(GRANTED);
		await expect(giveUp()).rejects.toMatchObject({ code: "agreement_refusal_lapsed" });
	});
});

describe("the link and the code", () => {
	const mailed = async (template: string) => {
		const rows = await house.db
			.selectFrom("outboxMail")
			.select(["id", "recipient", "text", "html"])
			.where("template", "=", template)
			.where("recipient", "=", (await partyAt()).email)
			.where("key", "like", `%${(await partyAt()).id}%`)
			.orderBy("writtenAt")
			.execute();
		const whole = await Promise.all(rows.map(({ id }) => readMail(house.db, id)));
		return { rows, texts: whole.map((mail) => mail?.text ?? "") };
	};
	const tokenIn = (text = "") => decodeURIComponent(/token=([\w%-]+)/.exec(text)?.[1] ?? "");

	test("are mailed once to the named address, and stand nowhere in clear", async () => {
		await accepted();
		const party = await partyAt();
		const asked = { partyId: party.id, askedAt: party.askedAt.toISOString() };
		await handlers["agreement.ask-provider"](asked, ACCEPTED);
		await handlers["agreement.ask-provider"](asked, ACCEPTED);
		const invitations = await mailed("provider-asked");
		expect(invitations.rows).toHaveLength(1);
		const token = tokenIn(invitations.texts[0]);
		expect(token).toMatch(/^[\w-]{43}$/);
		expect(await providerPage(house.db, token, ACCEPTED)).toMatchObject({
			state: "open",
			sentTo: expect.stringMatching(/^ba••••@/),
		});

		await askForCode(visitor(ACCEPTED), { token });
		await handlers["agreement.mail-code"]({ partyId: party.id, askedAt: ACCEPTED.toISOString() }, ACCEPTED);
		await handlers["agreement.mail-code"]({ partyId: party.id, askedAt: ACCEPTED.toISOString() }, ACCEPTED);
		const codes = await mailed("provider-code");
		expect(codes.rows).toHaveLength(1);
		const code = /\b(\d{6})\b/.exec(codes.texts[0] ?? "")?.[1] ?? "";
		expect(code).toMatch(/^\d{6}$/);
		const { rows } = await sql<{ text: string }>`
			select to_jsonb(t)::text as text from outbox_mail t union all select to_jsonb(t)::text from agreement_party t
			union all select to_jsonb(t)::text from graphile_worker._private_jobs t union all select to_jsonb(t)::text from audit_entry t`.execute(
			house.db,
		);
		expect(rows.filter(({ text }) => text.includes(token) || text.includes(`: ${code}`))).toEqual([]);
		await answer({ token, code }, yes);
		expect(await stateOf()).toBe("agreed");
	});

	test("opening the link changes nothing; a reminder brings a new one, and the old one is dead", async () => {
		await accepted();
		const party = await partyAt();
		await handlers["agreement.ask-provider"]({ partyId: party.id, askedAt: party.askedAt.toISOString() }, ACCEPTED);
		const first = tokenIn((await mailed("provider-asked")).texts[0]);
		const before = await sql`select * from agreement_party where id = ${party.id}`.execute(house.db);
		await providerPage(house.db, first, ACCEPTED);
		expect((await sql`select * from agreement_party where id = ${party.id}`.execute(house.db)).rows).toEqual(
			before.rows,
		);
		const reminded = new Date("2026-09-22T01:00:00Z");
		await handlers["agreement.remind"]({ applicationId: application.id }, reminded);
		await handlers["agreement.remind"]({ applicationId: application.id }, reminded);
		const { texts } = await mailed("provider-asked");
		expect(texts).toHaveLength(2);
		expect(await providerPage(house.db, first, reminded)).toBeNull();
		expect(await providerPage(house.db, tokenIn(texts[1]), reminded)).toMatchObject({ state: "open" });
	});

	test("is told once that the agreement ended before all had accepted, with no link to it", async () => {
		await accepted();
		const late = new Date("2027-03-01T00:00:00Z");
		await handlers["agreement.lapse"]({ applicationId: application.id }, late);
		await handlers["agreement.lapse"]({ applicationId: application.id }, late);
		expect(await stateOf()).toBe("lapsed");
		const { texts } = await mailed("provider-lapsed");
		expect(texts).toHaveLength(1);
		expect(texts[0]).not.toContain("token=");
	});

	test("a code is good for ten minutes and five tries, and the newest alone", async () => {
		await accepted();
		const { id } = await partyAt();
		const keys = await keysOf(house.db, id, ACCEPTED);
		const wrong = { ...keys, code: keys.code === "000000" ? "000001" : "000000" };
		const soon = new Date(ACCEPTED.getTime() + 60_000);
		for (const left of [4, 3, 2, 1, 0]) {
			const tried = answer(wrong, yes, soon);
			await expect(tried).rejects.toMatchObject({ code: "agreement_refusal_code_wrong", facts: { left } });
		}
		await expect(answer(keys, yes, soon)).rejects.toMatchObject({ code: "agreement_refusal_code_over" });
		await askForCode(visitor(soon), { token: keys.token });
		const code = await house.db.transaction().execute((trx) => makeCode(trx, { partyId: id, askedAt: soon }));
		const later = new Date(soon.getTime() + 10 * 60_000);
		const fresh = { token: keys.token, code: code ?? "" };
		await expect(answer(fresh, yes, later)).rejects.toMatchObject({ code: "agreement_refusal_code_over" });
		await answer(fresh, yes, new Date(later.getTime() - 1));
		expect(await stateOf()).toBe("agreed");
	});

	test("only so many codes are mailed in an hour", async () => {
		await accepted();
		const { token } = await keysOf(house.db, (await partyAt()).id, ACCEPTED);
		for (let count = 2; count <= 5; count++) await askForCode(visitor(ACCEPTED), { token });
		const sixth = askForCode(visitor(ACCEPTED), { token });
		await expect(sixth).rejects.toMatchObject({ code: "house_refusal_too_many_tries" });
	});
});

describe("the address of a provider", () => {
	const acceptWith = (email: string | undefined) => {
		const taxCode = makeTaxCode(77);
		const providers = email ? [{ taxCode, email }] : [];
		return acceptAgreement(business(), { reference: application.reference, position: "Giám đốc", providers });
	};

	test("is needed to accept, and is none of the business's own people", async () => {
		const field = "providers.0.email";
		await expect(acceptWith(undefined)).rejects.toMatchObject({ code: "agreement_refusal_no_address", field });
		const own = application.owner.email.toUpperCase();
		await expect(acceptWith(own)).rejects.toMatchObject({ code: "agreement_refusal_own_address", field });
		expect((await terms()).accepted).toBeNull();
		await acceptWith("ban-hang@vamsong.example");
		const ask = { reference: application.reference, partyId: (await partyAt()).id, email: application.owner.email };
		await expect(askProvider(business(), ask)).rejects.toMatchObject({ code: "agreement_refusal_own_address" });
	});

	test.each([
		["another way to write its mailbox", (own: string) => own.replace("@", "+ncc@"), "own_address"],
		["the same in capitals", (own: string) => own.replace("@", "+a+b@").toUpperCase(), "own_address"],
		["another mailbox of its domain", (own: string) => own.replace(/^[^@]+/, "ban-hang"), "own_domain"],
		["a domain under it", (own: string) => own.replace(/^[^@]+@/, "ban-hang@ncc."), "own_domain"],
	])("is none of the business's own people: %s", async (_what, write, refused) => {
		const email = write(application.owner.email);
		const code = `agreement_refusal_${refused}`;
		await expect(acceptWith(email)).rejects.toMatchObject({ code, field: "providers.0.email" });
		await accepted();
		const ask = { reference: application.reference, partyId: (await partyAt()).id, email };
		await expect(askProvider(business(), ask)).rejects.toMatchObject({ code, field: "email" });
		expect((await partyAt()).email).not.toBe(email);
	});

	test("is corrected by the business alone", async () => {
		await accepted();
		const { id: partyId } = await partyAt();
		const ask = { reference: application.reference, partyId, email: "dung@vamsong.example" };
		for (const stranger of [await makePerson(house.db), reviewer]) {
			const refused = await askProvider(contextOf(house.db, stranger, ACCEPTED), ask).catch((error: unknown) => error);
			expect((refused as Response).status).toBe(404);
		}
		await askProvider(business(), ask);
		expect((await partyAt()).email).toBe("dung@vamsong.example");
	});
});
