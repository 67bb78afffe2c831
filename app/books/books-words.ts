import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import type { Finding } from "#app/ledger/invariant.server.ts";
import { m } from "#messages/messages.js";
import type { BooksInvariant } from "./verify-books.server.ts";

type Words = { title: typeof m.books_transfer_balanced; unit: "dong" | "count" };

const dong = (title: Words["title"]): Words => ({ title, unit: "dong" });
const count = (title: Words["title"]): Words => ({ title, unit: "count" });

/** What must hold, as a sentence, and what its numbers are. */
const words: Record<BooksInvariant, Words> = {
	transfer_balanced: dong(m.books_transfer_balanced),
	transfer_two_sided: count(m.books_transfer_two_sided),
	entry_owned: count(m.books_entry_owned),
	balance_is_entries: dong(m.books_balance_is_entries),
	running_balance: dong(m.books_running_balance),
	floor_kept: dong(m.books_floor_kept),
	cap_kept: dong(m.books_cap_kept),
	reversal_mirrors: dong(m.books_reversal_mirrors),
	privileges_kept: count(m.books_privileges_kept),
	budget_appropriated: dong(m.books_budget_appropriated),
	budget_placed: dong(m.books_budget_placed),
	envelope_allotted: dong(m.books_envelope_allotted),
	budget_change_booked: dong(m.books_budget_change_booked),
	closing_returned: dong(m.books_closing_returned),
	closing_counted: dong(m.books_closing_counted),
	closing_lapsed: dong(m.books_closing_lapsed),
	floor_set: dong(m.books_floor_set),
	holding_owned: dong(m.books_holding_owned),
	ceiling_held: dong(m.books_ceiling_held),
	ceiling_mirrored: dong(m.books_ceiling_mirrored),
	ceiling_lawful: dong(m.books_ceiling_lawful),
	transfer_caused: count(m.books_transfer_caused),
	approval_decided: dong(m.books_approval_decided),
	decision_is_lines: dong(m.books_decision_is_lines),
	agreement_is_approval: dong(m.books_agreement_is_approval),
	agreement_accepted: count(m.books_agreement_accepted),
	reserved_is_approved: dong(m.books_reserved_is_approved),
	committed_is_agreed: dong(m.books_committed_is_agreed),
	cover_is_short: dong(m.books_cover_is_short),
	payable_is_verified: dong(m.books_payable_is_verified),
	advanced_is_outstanding: dong(m.books_advanced_is_outstanding),
	retained_is_kept: dong(m.books_retained_is_kept),
	paid_is_answered: dong(m.books_paid_is_answered),
	claim_is_lines: dong(m.books_claim_is_lines),
	claim_within_approval: dong(m.books_claim_within_approval),
	invoice_released: count(m.books_invoice_released),
	claim_payable: dong(m.books_claim_payable),
	claim_paid_within_verified: dong(m.books_claim_paid_within_verified),
	claim_split_booked: dong(m.books_claim_split_booked),
	retention_is_kept: dong(m.books_retention_is_kept),
	advance_within_limit: dong(m.books_advance_within_limit),
	retention_within_limit: dong(m.books_retention_within_limit),
	payment_is_claim: dong(m.books_payment_is_claim),
	payment_paid: dong(m.books_payment_paid),
	payment_booked_once: count(m.books_payment_booked_once),
	batch_sent: dong(m.books_batch_sent),
	payment_released: count(m.books_payment_released),
	recovered_is_received: dong(m.books_recovered_is_received),
	recovery_is_parts: dong(m.books_recovery_is_parts),
	recovery_settled: count(m.books_recovery_settled),
	recovery_within_payment: dong(m.books_recovery_within_payment),
	stripe_paid: dong(m.books_stripe_paid),
	stripe_awaited: count(m.books_stripe_awaited),
	own_share_held: dong(m.books_own_share_held),
	own_share_passed: dong(m.books_own_share_passed),
	own_share_refunded: dong(m.books_own_share_refunded),
	own_share_taken: dong(m.books_own_share_taken),
	own_share_owed: dong(m.books_own_share_owed),
	correction_confirmed: count(m.books_correction_confirmed),
};

/** "Mỗi bút toán cộng bằng không". An invariant of another version of the program keeps its name. */
export function invariantTitle(name: string, locale: Locale): string {
	return ownValue(words, name)?.title({}, { locale }) ?? name;
}

/** "HS-2026-000041: phải là 50.000.000 đ, trong sổ là 40.000.000 đ". */
export function findingText(name: string, { subject, expected, found }: Finding, locale: Locale): string {
	const written = (value: string | null) => {
		if (value === null) return m.books_nothing({}, { locale });
		const isDong = ownValue(words, name)?.unit === "dong";
		return isDong ? formatDong(BigInt(value), locale) : formatNumber(Number(value), locale);
	};
	return m.books_finding({ subject, expected: written(expected), found: written(found) }, { locale });
}
