import { sql, type Transaction } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tables } from "#db/connection.server.ts";
import { type MadeBooks, makeBooks } from "#testing/make-books.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { findingText } from "./books-words.ts";
import { type BooksInvariant, type BooksResult, countWrong, verifyBooks, verifyWithin } from "./verify-books.server.ts";

let house: TestHouse;
let books: MadeBooks;
beforeAll(async () => {
	house = await testHouse();
	books = await makeBooks(house.db);
});
afterAll(() => house.close());

class Undo extends Error {}

/** Does it as the owner of the database could, with triggers and foreign keys off; looks as servers do; takes it back. */
async function afterCorrupting(statements: readonly string[]): Promise<BooksResult[]> {
	let results: BooksResult[] = [];
	const work = house.db.transaction().execute(async (trx: Transaction<Tables>) => {
		await sql`set local role none`.execute(trx);
		await sql`set local session_replication_role = replica`.execute(trx);
		for (const statement of statements) {
			const { numAffectedRows } = await sql.raw(statement).execute(trx);
			if (!/^(alter|grant)/.test(statement)) expect([statement, Number(numAffectedRows)]).toEqual([statement, 1]);
		}
		await sql`reset role`.execute(trx);
		results = await verifyWithin(trx);
		throw new Undo();
	});
	await expect(work).rejects.toThrow(Undo);
	return results;
}

const accountOf = (kind: string, reference: string) =>
	`kind = '${kind}' and owner = (select id::text from application where reference = '${reference}')`;
const availableOf = (programmeId: string) =>
	`kind = 'available' and book = (select id::text from envelope where programme_id = '${programmeId}')`;
const transferOf = (reason: string, why: string) =>
	`(select id from ledger_transfer where actor_name <> 'forger' and reason = '${reason}' and why = '${why}')`;
const anEntryOf = (reason: string, why: string) =>
	`(select min(id) from ledger_entry where transfer_id = ${transferOf(reason, why)})`;
const idOf = (reference: string) => `(select id from application where reference = '${reference}')`;
const ceilingOf = (taxCode: string) => `owner = '${taxCode}:DX-SOLUTION:2026'`;
const claimIs = (reference: string) => `claim_id = (select id from claim where reference = '${reference}')`;

/** One more transfer with the entries of another, turned round or not; balances follow, as a forger would see to. */
const copyTransfer = (
	id: string,
	key: string,
	{ of, part, reverses = false }: { of: string; part: string; reverses?: boolean },
) => [
	`insert into ledger_transfer (id, key, reason, why, at, actor_name, reverses)
		select '${id}', '${key}', reason, why, at, 'forger', ${reverses ? "id" : "null"} from ledger_transfer where id = ${of}`,
	...["min", "max"].map(
		(which) => `insert into ledger_entry (transfer_id, account_id, amount_dong, balance_after_dong)
			select '${id}', account_id, ${part}, 0 from ledger_entry
			where id = (select ${which}(id) from ledger_entry where transfer_id = ${of})`,
	),
];

type Corruption = { statements: string[]; subject: string };

const corruptions: Record<BooksInvariant, (made: MadeBooks) => Corruption> = {
	transfer_balanced: ({ approved }) => ({
		statements: [`update ledger_entry set amount_dong = amount_dong + 1 where id = ${anEntryOf("reserve", approved)}`],
		subject: `${approved} (reserve)`,
	}),
	transfer_two_sided: ({ sentClaim }) => ({
		statements: [`delete from ledger_entry where id = ${anEntryOf("make-payable", sentClaim)}`],
		subject: `${sentClaim} (make-payable)`,
	}),
	entry_owned: ({ sentClaim }) => ({
		statements: [`delete from ledger_transfer where id = ${transferOf("make-payable", sentClaim)}`],
		subject: "ledger_entry",
	}),
	balance_is_entries: ({ approved, programmeId, associationId }) => ({
		statements: [`update ledger_account set balance_dong = balance_dong - 1 where ${accountOf("reserved", approved)}`],
		subject: `reserved ${approved} ${programmeId} / ${associationId}`,
	}),
	running_balance: ({ approved }) => ({
		statements: [
			`update ledger_entry set balance_after_dong = balance_after_dong + 1 where id = ${anEntryOf("reserve", approved)}`,
		],
		subject: `${approved} (reserve)`,
	}),
	floor_kept: ({ programmeId, associationId }) => ({
		statements: [
			"alter table ledger_account drop constraint ledger_account_floor",
			`update ledger_account set balance_dong = -1 where ${availableOf(programmeId)}`,
		],
		subject: `available ${programmeId} / ${associationId}`,
	}),
	cap_kept: ({ completedTaxCode }) => ({
		statements: [
			"alter table ledger_account drop constraint ledger_account_cap",
			`update ledger_account set balance_dong = 50000001 where kind = 'ceiling-used' and ${ceilingOf(completedTaxCode)}`,
		],
		subject: `ceiling-used ${completedTaxCode}:DX-SOLUTION:2026 ceiling`,
	}),
	reversal_mirrors: ({ sentClaim, nobody }) => ({
		statements: copyTransfer(nobody, "reversal", {
			of: transferOf("make-payable", sentClaim),
			part: "-amount_dong / 2",
			reverses: true,
		}),
		subject: `${sentClaim} (make-payable)`,
	}),
	privileges_kept: () => ({
		statements: ["grant update (amount_dong) on ledger_entry to donbay_app"],
		subject: "ledger_entry: donbay_app",
	}),
	budget_appropriated: ({ programmeId }) => ({
		statements: [`update programme set budget_dong = budget_dong + 1 where id = '${programmeId}'`],
		subject: programmeId,
	}),
	budget_placed: ({ programmeId }) => ({
		statements: [
			`update ledger_account set balance_dong = balance_dong + 1 where kind = 'unallotted' and book = '${programmeId}'`,
		],
		subject: programmeId,
	}),
	envelope_allotted: ({ programmeId, associationId }) => ({
		statements: [`update ledger_account set balance_dong = balance_dong + 1 where ${availableOf(programmeId)}`],
		subject: `${programmeId} / ${associationId}`,
	}),
	budget_change_booked: ({ budgetChange }) => ({
		statements: [`update budget_change set amount_dong = amount_dong + 1 where reference = '${budgetChange}'`],
		subject: budgetChange,
	}),
	closing_returned: ({ closing }) => ({
		statements: [
			`update year_closing_return set amount_dong = amount_dong + 1
				where closing_id = (select id from year_closing where reference = '${closing}')`,
		],
		subject: closing,
	}),
	closing_counted: ({ closing }) => ({
		statements: [`update year_closing set returned_dong = returned_dong - 1 where reference = '${closing}'`],
		subject: closing,
	}),
	closing_lapsed: ({ closedOut }) => ({
		statements: [`update year_closing_lapse set amount_dong = 1 where application_id = ${idOf(closedOut)}`],
		subject: closedOut,
	}),
	floor_set: ({ agreed }) => ({
		statements: [`update ledger_account set floor_dong = null where ${accountOf("committed", agreed)}`],
		subject: `committed ${agreed}`,
	}),
	holding_owned: ({ approved, nobody }) => ({
		statements: [`update ledger_account set owner = '${nobody}' where ${accountOf("reserved", approved)}`],
		subject: `reserved ${nobody}`,
	}),
	ceiling_held: ({ completedTaxCode }) => ({
		statements: [
			`update ledger_account set balance_dong = 0 where kind = 'ceiling-used' and ${ceilingOf(completedTaxCode)}`,
		],
		subject: `${completedTaxCode}:DX-SOLUTION:2026`,
	}),
	ceiling_mirrored: ({ completedTaxCode }) => ({
		statements: [
			`update ledger_account set balance_dong = 0 where kind = 'ceiling-contra' and ${ceilingOf(completedTaxCode)}`,
		],
		subject: `${completedTaxCode}:DX-SOLUTION:2026`,
	}),
	ceiling_lawful: ({ completedTaxCode }) => ({
		statements: [
			`update ledger_account set cap_dong = 60000000 where kind = 'ceiling-used' and ${ceilingOf(completedTaxCode)}`,
		],
		subject: `${completedTaxCode}:DX-SOLUTION:2026`,
	}),
	transfer_caused: ({ paid, nobody }) => ({
		statements: [`update ledger_transfer set key = 'pay:${nobody}' where id = ${transferOf("pay", paid)}`],
		subject: `${paid} (pay)`,
	}),
	approval_decided: ({ approved }) => ({
		statements: [`update application set approved_dong = approved_dong + 1 where reference = '${approved}'`],
		subject: approved,
	}),
	decision_is_lines: ({ approved }) => ({
		statements: [
			`update decision set approved_dong = 1
				where application_id = (select id from application where reference = '${approved}')`,
		],
		subject: approved,
	}),
	agreement_is_approval: ({ agreed }) => ({
		statements: [
			`update agreement set amount_dong = amount_dong + 1
				where application_id = (select id from application where reference = '${agreed}')`,
		],
		subject: agreed,
	}),
	agreement_accepted: ({ agreed }) => ({
		statements: [
			`update agreement set in_force_at = null
				where application_id = (select id from application where reference = '${agreed}')`,
		],
		subject: agreed,
	}),
	reserved_is_approved: ({ approved }) => ({
		statements: [`update application set state = 'lapsed' where reference = '${approved}'`],
		subject: approved,
	}),
	committed_is_agreed: ({ agreed }) => ({
		statements: [`update application set state = 'cancelled' where reference = '${agreed}'`],
		subject: agreed,
	}),
	cover_is_short: ({ agreed }) => ({
		statements: [`update ledger_transfer set reason = 'cover-advance' where id = ${transferOf("commit", agreed)}`],
		subject: agreed,
	}),
	payable_is_verified: ({ sentClaim, agreed }) => ({
		statements: [`update claim set state = 'returned' where reference = '${sentClaim}'`],
		subject: agreed,
	}),
	paid_is_answered: ({ paid, completed }) => ({
		statements: [`update disbursement set state = 'failed' where reference = '${paid}'`],
		subject: completed,
	}),
	advanced_is_outstanding: ({ advanced }) => ({
		statements: [`update ledger_account set balance_dong = balance_dong + 1 where ${accountOf("advanced", advanced)}`],
		subject: advanced,
	}),
	retained_is_kept: ({ kept }) => ({
		statements: [`update ledger_account set balance_dong = balance_dong - 1 where ${accountOf("retained", kept)}`],
		subject: kept,
	}),
	claim_split_booked: ({ earningClaim }) => ({
		statements: [`update claim set advance_offset_dong = advance_offset_dong - 1 where reference = '${earningClaim}'`],
		subject: earningClaim,
	}),
	retention_is_kept: ({ retention }) => ({
		statements: [`update claim set subsidy_dong = subsidy_dong - 1 where reference = '${retention}'`],
		subject: retention,
	}),
	advance_within_limit: ({ advance }) => ({
		statements: [`update claim set cost_dong = 15000001, subsidy_dong = 15000001 where reference = '${advance}'`],
		subject: advance,
	}),
	retention_within_limit: ({ keptClaim }) => ({
		statements: [`update claim set retained_dong = retained_dong + 1 where reference = '${keptClaim}'`],
		subject: keptClaim,
	}),
	claim_is_lines: ({ dueClaim }) => ({
		statements: [`update claim_line set subsidy_dong = subsidy_dong - 1 where ${claimIs(dueClaim)}`],
		subject: dueClaim,
	}),
	claim_within_approval: ({ agreed, sentClaim }) => ({
		statements: [
			`update decision_line set approved_dong = 1
				where cost_line_id = (select cost_line_id from claim_line where ${claimIs(sentClaim)})`,
		],
		subject: `${agreed} #1`,
	}),
	invoice_released: ({ sentClaim }) => ({
		statements: [`update invoice set released_at = now() where ${claimIs(sentClaim)}`],
		subject: sentClaim,
	}),
	claim_payable: ({ dueClaim }) => ({
		statements: [`update claim set state = 'refused' where reference = '${dueClaim}'`],
		subject: dueClaim,
	}),
	claim_paid_within_verified: ({ paidClaim }) => ({
		statements: [`update claim set subsidy_dong = 24999999 where reference = '${paidClaim}'`],
		subject: paidClaim,
	}),
	payment_is_claim: ({ sent }) => ({
		statements: [`update disbursement set amount_dong = amount_dong * 10 where reference = '${sent}'`],
		subject: sent,
	}),
	payment_paid: ({ sent }) => ({
		statements: [`update disbursement set state = 'paid', paid_on = '2026-09-08' where reference = '${sent}'`],
		subject: sent,
	}),
	payment_booked_once: ({ paid, nobody }) => ({
		statements: copyTransfer(nobody, "again", { of: transferOf("pay", paid), part: "amount_dong" }),
		subject: paid,
	}),
	batch_sent: ({ batch }) => ({
		statements: [`update payment_batch set exported_dong = exported_dong + 1 where reference = '${batch}'`],
		subject: batch,
	}),
	payment_released: ({ sent, sentClaim, releaser }) => ({
		statements: [`update claim set answered_by = '${releaser.personId}' where reference = '${sentClaim}'`],
		subject: sent,
	}),
	recovered_is_received: ({ paid, completed, releaser }) => ({
		statements: [
			`insert into recovery (id, reference, disbursement_id, application_id, state, amount_dong, reason, answer_by,
				due_on, made_at, made_by)
				select id, 'TH-2026-9999', id, application_id, 'dropped', 1, 'x', '2026-09-20', '2026-09-20', now(), '${releaser.personId}'
				from disbursement where reference = '${paid}'`,
			`insert into recovery_receipt (id, recovery_id, amount_dong, received_on, bank_reference, recorded_at, recorded_by,
				recorded_by_name, confirmed_at, confirmed_by, confirmed_by_name)
				select id, id, 1, '2026-09-20', 'x', now(), made_by, 'x', now(),
				(select id from person where id <> made_by order by id limit 1), 'x' from recovery where reference = 'TH-2026-9999'`,
		],
		subject: completed,
	}),
	recovery_is_parts: ({ recovery }) => ({
		statements: [`update recovery_instalment set amount_dong = amount_dong - 1 where number = 2`],
		subject: recovery,
	}),
	recovery_settled: ({ recovery }) => ({
		statements: [`update recovery set state = 'settled' where reference = '${recovery}'`],
		subject: recovery,
	}),
	recovery_within_payment: ({ recovery, recovering }) => ({
		statements: [`update recovery set amount_dong = 25000001 where reference = '${recovery}'`],
		subject: recovering,
	}),
	stripe_paid: ({ paid }) => ({
		statements: [`update disbursement set rail = 'stripe', stripe_account = 'acct_x' where reference = '${paid}'`],
		subject: paid,
	}),
	own_share_held: ({ ownShared }) => ({
		statements: [`update own_share set amount_dong = amount_dong + 1 where application_id = ${idOf(ownShared)}`],
		subject: ownShared,
	}),
	own_share_passed: ({ ownSharePayment }) => ({
		statements: [
			`update stripe_transfer set own_share_dong = own_share_dong - 1
				where disbursement_id = (select id from disbursement where reference = '${ownSharePayment}')`,
		],
		subject: ownSharePayment,
	}),
	own_share_taken: ({ ownShared }) => ({
		statements: [
			`update own_share set taken_dong = 1, taken_times = 1 where application_id = ${idOf(ownShared)} and outcome = 'paid'`,
		],
		subject: ownShared,
	}),
	own_share_owed: ({ ownShared }) => ({
		statements: [
			`update own_share set taken_dong = amount_dong, taken_times = 1 where application_id = ${idOf(ownShared)} and outcome = 'paid'`,
		],
		subject: ownShared,
	}),
	own_share_refunded: ({ ownShared }) => ({
		statements: [
			`update own_share set refund_outcome = null, refund_ended_at = null where application_id = ${idOf(ownShared)}`,
		],
		subject: ownShared,
	}),
	correction_confirmed: ({ correction }) => ({
		statements: [
			"alter table correction drop constraint correction_two_persons",
			`update correction set ended_by = proposed_by where reference = '${correction}'`,
		],
		subject: correction,
	}),
	stripe_awaited: ({ sent }) => ({
		statements: [`update disbursement set rail = 'stripe', stripe_account = 'acct_x' where reference = '${sent}'`],
		subject: sent,
	}),
};

test("books that only the commands wrote are whole, and everything was looked at", async () => {
	const results = await verifyBooks(house.db);
	expect(results.filter(({ wrong }) => wrong > 0)).toEqual([]);
	expect(results.filter(({ checked }) => checked === 0).map(({ name }) => name)).toEqual([]);
	expect(results.map(({ name }) => name).sort()).toEqual(Object.keys(corruptions).sort());
});

/** The same and more, where a reversal is forged, undone, or believed though nobody confirmed it. */
const aboutCorrections: [BooksInvariant, (made: MadeBooks) => Corruption][] = [
	[
		"correction_confirmed",
		({ sentClaim, nobody }) => ({
			statements: copyTransfer(nobody, "reversal", {
				of: transferOf("make-payable", sentClaim),
				part: "-amount_dong",
				reverses: true,
			}),
			subject: sentClaim,
		}),
	],
	[
		"correction_confirmed",
		({ correction }) => ({
			statements: [`update ledger_transfer set reverses = null where why = '${correction}'`],
			subject: correction,
		}),
	],
	[
		"payment_booked_once",
		({ correction, corrected }) => ({
			statements: [`update ledger_transfer set reverses = null where why = '${correction}'`],
			subject: corrected,
		}),
	],
	[
		"payment_paid",
		({ corrected }) => ({
			statements: [`update disbursement set state = 'paid' where reference = '${corrected}'`],
			subject: corrected,
		}),
	],
	[
		"claim_payable",
		({ correction, correctedClaim }) => ({
			statements: [
				`delete from ledger_entry where transfer_id = (select id from ledger_transfer where why = '${correction}')
					and account_id in (select id from ledger_account where kind = 'payable')`,
			],
			subject: correctedClaim,
		}),
	],
	[
		"transfer_caused",
		({ paid }) => ({
			statements: [`update ledger_transfer set key = key || ':2' where id = ${transferOf("pay", paid)}`],
			subject: `${paid} (pay)`,
		}),
	],
];

describe("what was tampered with behind the triggers is found by name", () => {
	test.each(Object.entries(corruptions))("%s", async (name, corrupt) => {
		const { statements, subject } = corrupt(books);
		const results = await afterCorrupting(statements);
		const result = results.find((each) => each.name === name);
		expect(result?.wrong).toBeGreaterThan(0);
		const told = result?.findings.map((finding) => findingText(name, finding, "vi")) ?? [];
		expect(told.some((sentence) => sentence.includes(subject))).toBe(true);
	});

	test.each(aboutCorrections)("%s, about a correction", async (name, corrupt) => {
		const { statements, subject } = corrupt(books);
		const result = (await afterCorrupting(statements)).find((each) => each.name === name);
		expect(result?.findings.map((finding) => finding.subject).join()).toContain(subject);
	});

	test("and nothing of it stayed", async () => {
		expect(countWrong(await verifyBooks(house.db))).toBe(0);
	});
});

test("a finding reads as a sentence with its reference and its amounts", async () => {
	const { statements } = corruptions.payment_is_claim(books);
	const found = (await afterCorrupting(statements)).find(({ name }) => name === "payment_is_claim")?.findings[0];
	expect(found && findingText("payment_is_claim", found, "vi")).toBe(
		`${books.sent}: phải là 25.000.000\u00a0đ, trong sổ là 250.000.000\u00a0đ`,
	);
	expect(found && findingText("payment_is_claim", found, "en")).toContain("must be VND\u00a025,000,000");
});
