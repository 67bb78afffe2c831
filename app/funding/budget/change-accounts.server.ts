import type { Kysely, Transaction } from "kysely";
import { assignmentInForce } from "#app/association/assignments.server.ts";
import { associationNames } from "#app/association/associations.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { balanceOf, balancesOfBook } from "#app/ledger/balances.server.ts";
import { type AccountName, lockAccounts, openAccounts, postTransfer } from "#app/ledger/post-transfer.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { appropriationAccount, availableAccount, unallottedAccount } from "../accounts.ts";
import { findEnvelope, openEnvelope } from "../envelopes.server.ts";
import { type BudgetPlace, budgetPlaces } from "./budget-change.states.ts";
import type { BudgetChangeRow } from "./budget-changes.server.ts";

type Terms = Pick<BudgetChangeRow, "programmeId" | "kind" | "fromAssociation" | "toAssociation" | "amountDong">;

/** The fields of a form beside which a refusal is said. */
type Fields = { amount?: string; to?: string };

/** The account at one end of a change; null for an envelope that was never opened. */
async function accountAt(
	db: Kysely<Tables>,
	place: BudgetPlace,
	programmeId: string,
	associationId: string | null,
): Promise<AccountName | null> {
	if (place === "outside") return appropriationAccount(programmeId);
	if (place === "unallotted") return unallottedAccount(programmeId);
	const envelopeId = await findEnvelope(db, programmeId, associationId ?? "");
	return envelopeId ? availableAccount(envelopeId) : null;
}

/** The accounts at both ends of a change, where they are open. */
export async function changeAccounts(db: Kysely<Tables>, { kind, programmeId, ...terms }: Terms) {
	const { from, to } = budgetPlaces[kind];
	return {
		from: await accountAt(db, from, programmeId, terms.fromAssociation),
		to: await accountAt(db, to, programmeId, terms.toAssociation),
	};
}

/**
 * An association awards money only under an assignment on file, and no more than its limit (Decree 80/2021/NĐ-CP,
 * Article 30(3)).
 */
async function refuseBeyondAssignment(
	db: Kysely<Tables>,
	received: { associationId: string; envelopeId: string | null; amountDong: bigint; day: PlainDate },
	fields: Fields,
): Promise<void> {
	const { associationId, envelopeId, amountDong, day } = received;
	const assignment = await assignmentInForce(db, associationId, day);
	if (!assignment) throw new Refusal("programme_refusal_no_assignment", {}, { field: fields.to });
	const allottedDong = envelopeId ? sumDong((await balancesOfBook(db, envelopeId)).values()) : 0n;
	if (allottedDong + amountDong > assignment.limitDong) {
		const facts = { limit: assignment.limitDong, allotted: allottedDong, asked: amountDong };
		throw new Refusal("programme_refusal_assignment_limit", facts, { field: fields.amount });
	}
}

/**
 * Says no in words where the place that the money comes from has too little, or where who receives it may not have it.
 *
 * @throws Refusal with what is left, or with the limit.
 */
export async function refuseUnlessFits(
	db: Kysely<Tables>,
	terms: Terms,
	now: Date,
	fields: Fields = {},
): Promise<void> {
	const { kind, programmeId, fromAssociation, toAssociation, amountDong } = terms;
	const { from } = await changeAccounts(db, terms);
	if (budgetPlaces[kind].from !== "outside") {
		const leftDong = from ? await balanceOf(db, from) : 0n;
		const facts = { left: leftDong, asked: amountDong };
		const field = { field: fields.amount };
		if (leftDong < amountDong && fromAssociation === null) throw new Refusal("programme_refusal_budget", facts, field);
		if (leftDong < amountDong) {
			const [association] = await associationNames(db, [fromAssociation ?? ""]);
			throw new Refusal("budget_refusal_envelope", { ...facts, association: association?.nameVi ?? "" }, field);
		}
	}
	if (toAssociation !== null) {
		const envelopeId = await findEnvelope(db, programmeId, toAssociation);
		const day = plainDateAt(now);
		await refuseBeyondAssignment(db, { associationId: toAssociation, envelopeId, amountDong, day }, fields);
	}
}

/**
 * Books a change that another person confirms: one transfer, whose key is the change's own. Whoever receives money is held
 * first, so that two changes at once cannot pass the limit together; then the accounts, in one order.
 *
 * @returns the key.
 */
export async function bookChange(
	trx: Transaction<Tables>,
	who: Parameters<typeof postTransfer>[1],
	change: Terms & Pick<BudgetChangeRow, "id" | "reference">,
): Promise<string> {
	const { kind, programmeId, toAssociation, amountDong } = change;
	if (toAssociation !== null) {
		const envelopeId = await openEnvelope(trx, { programmeId, associationId: toAssociation, now: who.now });
		await openAccounts(trx, [{ ...availableAccount(envelopeId), floorDong: 0n, capDong: null }]);
	}
	const { from, to } = await changeAccounts(trx, change);
	if (from && to)
		await lockAccounts(
			trx,
			[from, to].sort((one, other) => (one.book < other.book ? -1 : 1)),
		);
	await refuseUnlessFits(trx, change, who.now);
	assert(from && to, `the accounts of ${change.reference} are open`);
	const key = `${kind}:${change.id}`;
	await postTransfer(trx, who, {
		key,
		reason: kind,
		why: change.reference,
		postings: [
			{ account: from, amountDong: -amountDong },
			{ account: to, amountDong },
		],
	});
	return key;
}
