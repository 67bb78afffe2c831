import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import { confirmBudgetChange } from "#app/funding/budget/confirm-budget-change.server.ts";
import { proposeBudgetChange } from "#app/funding/budget/propose-budget-change.server.ts";
import type { Actor, Role } from "#app/house/access.ts";
import { asRefusal } from "#app/house/command/as-refusal.server.ts";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import { confirmNotice } from "#app/recovery/confirm-notice.server.ts";
import { decideRecovery } from "#app/recovery/decide-recovery.server.ts";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { confirmClosing } from "#app/year-closing/confirm-closing.server.ts";
import { proposeClosing } from "#app/year-closing/propose-closing.server.ts";
import { budgetChangeOf, JANUARY_AFTER } from "#testing/make-budget.ts";
import { makeAgreed, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProposed } from "#testing/make-correction.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { answerLess, makeNotified, makePaid } from "#testing/make-recovery.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { confirmCorrection } from "./confirm-correction.server.ts";

// Who got a role lately is the second person of no act on money, whichever it is: refused in words with the day, and by the
// database where the words were passed by.

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const MOMENT = new Date("2026-09-08T03:00:00Z");

/** An officer whose role lets them be a second person from a week after that moment on. */
async function newOfficer(role: Role, at: Date): Promise<{ told: Actor; untold: Actor; from: Date }> {
	const person = await makePerson(house.db);
	const from = new Date(at.getTime() + 7 * 86_400_000);
	const grant = { personId: person.personId, role, grantedAt: at, grantedBy: "test", confirmsFrom: from };
	await house.db.insertInto("personRole").values(grant).execute();
	const actor = { ...person, secondFactor: true };
	return {
		told: { ...actor, roles: [{ role, scopeId: "", confirmsFrom: from }] },
		untold: { ...actor, roles: [{ role, scopeId: "" }] },
		from,
	};
}

type Act = { role: Role; at: Date; confirm: (actor: Actor, now: Date) => Promise<unknown> };

const acts: Record<string, () => Promise<Act>> = {
	"the release of a batch": async () => {
		const associationId = await makeAssociation(house.db);
		const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
		const claim = await makeVerifiedClaim(house.db, await makeAgreed(house.db, { programmeId, associationId }));
		const maker = contextOf(house.db, await makeStaff(house.db, "finance_officer"));
		const reference = await createBatch(maker, { batchId: randomUUID(), claimReferences: [claim] });
		const confirm = (actor: Actor, now: Date) => releaseBatch(contextOf(house.db, actor, now), { reference });
		return { role: "finance_officer", at: MOMENT, confirm };
	},
	"a notice that asks money back": async () => {
		const { payment, officers } = await makePaid(house.db);
		const today = plainDateAt(MOMENT);
		const days = { answerBy: addDays(today, 10), dueOn: addDays(today, 40) };
		const notice = { recoveryId: randomUUID(), payment, amountDong: 10_000_000n, reason: "Kê khai sai.", ...days };
		const reference = await makeNotice(contextOf(house.db, officers[0]), notice);
		const confirm = (actor: Actor, now: Date) => confirmNotice(contextOf(house.db, actor, now), { reference });
		return { role: "finance_officer", at: MOMENT, confirm };
	},
	"a recovery that is dropped": async () => {
		const reference = await makeNotified(house.db, await makePaid(house.db));
		const confirm = (actor: Actor, now: Date) =>
			decideRecovery(contextOf(house.db, actor, now), { reference, decision: "drop", reasons: "Nhầm." });
		return { role: "finance_officer", at: MOMENT, confirm };
	},
	"what another proposes to drop": async () => {
		const paid = await makePaid(house.db);
		const reference = await makeNotified(house.db, paid);
		const drop = { reference, decision: "drop", reasons: "Nhầm." } as const;
		await decideRecovery(contextOf(house.db, paid.officers[1]), drop);
		const confirm = (actor: Actor, now: Date) => answerLess(house.db, actor, reference, { now });
		return { role: "finance_officer", at: MOMENT, confirm };
	},
	"a correction of the books": async () => {
		const { payment, officers } = await makePaid(house.db);
		const reference = await makeProposed(house.db, payment, officers[0]);
		const confirm = (actor: Actor, now: Date) =>
			confirmCorrection(contextOf(house.db, actor, now), { reference }, null);
		return { role: "finance_officer", at: MOMENT, confirm };
	},
	"a change of the budget": async () => {
		const programmeId = await makeProgramme({ budgetDong: 100_000_000n });
		const proposer = contextOf(house.db, await makeStaff(house.db, "programme_officer"));
		const reference = await proposeBudgetChange(proposer, budgetChangeOf({ programmeId, kind: "cut", amountDong: 1n }));
		const confirm = (actor: Actor, now: Date) => confirmBudgetChange(contextOf(house.db, actor, now), { reference });
		return { role: "programme_officer", at: MOMENT, confirm };
	},
	"the closing of a year": async () => {
		const programmeId = await makeProgramme({ budgetDong: 100_000_000n });
		const proposer = contextOf(house.db, await makeStaff(house.db, "programme_officer"), JANUARY_AFTER);
		const reference = await proposeClosing(proposer, { closingId: randomUUID(), programmeId, year: 2026 });
		const confirm = (actor: Actor, now: Date) => confirmClosing(contextOf(house.db, actor, now), { reference });
		return { role: "programme_officer", at: JANUARY_AFTER, confirm };
	},
};

test.each(Object.keys(acts))("%s waits until its second person has held the role for long enough", async (name) => {
	const act = await acts[name]?.();
	if (!act) throw new Error(name);
	const { told, untold, from } = await newOfficer(act.role, act.at);
	const before = new Date(from.getTime() - 1);
	await expect(act.confirm(told, before)).rejects.toMatchObject({
		code: "house_refusal_role_new_until",
		status: 403,
		facts: { from },
	});
	const past = await act.confirm(untold, before).catch((error: unknown) => asRefusal(error)?.code);
	expect(past).toBe("house_refusal_role_new");
	await act.confirm(told, from);
});
