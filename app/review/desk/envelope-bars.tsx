import { associationName } from "#app/association/association-name.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { BudgetBar, type BudgetPart } from "#app/ui/charts/budget-bar.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { DeskEnvelope } from "./desk-envelopes.server.ts";

/** A sentence that begins with a weekday. */
export function capitalized(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the person's associations may still award, and where the rest stands. */
export function EnvelopeBars({ envelopes }: { envelopes: readonly DeskEnvelope[] }) {
	if (envelopes.length === 0) return null;
	return (
		<div
			className={
				envelopes.length === 1
					? "w-full max-w-xl"
					: "mb-4 grid items-end gap-x-10 gap-y-4 md:grid-cols-2 xl:grid-cols-3"
			}
		>
			{envelopes.map((envelope) => (
				<EnvelopeBar
					key={`${envelope.programme.nameVi} ${envelope.association.nameVi}`}
					envelope={envelope}
					named={new Set(envelopes.map(({ association }) => association.nameVi)).size > 1}
				/>
			))}
		</div>
	);
}

/** Out of the purse, also ahead of the costs. */
function paidOut({ paidDong, advancedDong }: DeskEnvelope): bigint {
	return paidDong + advancedDong;
}

function signedNotPaid({ committedDong, payableDong, retainedDong }: DeskEnvelope): bigint {
	return committedDong + payableDong + retainedDong;
}

/** Shares only draw: amounts in words stand beside them. */
function partsOf(envelope: DeskEnvelope): BudgetPart[] {
	const { reservedDong, allottedDong } = envelope;
	const locale = getLocale();
	const part = (look: BudgetPart["look"], label: string, amountDong: bigint): BudgetPart => ({
		look,
		label,
		amount: formatDong(amountDong, locale),
		share: allottedDong === 0n ? 0 : Number((amountDong * 10_000n) / allottedDong) / 10_000,
	});
	return [
		part("paid", m.review_envelope_paid(), paidOut(envelope)),
		part("signed", m.review_envelope_signed(), signedNotPaid(envelope)),
		part("reserved", m.review_envelope_reserved(), reservedDong),
	].filter(({ share }) => share > 0);
}

/** `named`: the person works for several associations, so each envelope says whose it is. */
function EnvelopeBar({ envelope, named }: { envelope: DeskEnvelope; named: boolean }) {
	const locale = getLocale();
	const money = (amountDong: bigint) => formatDong(amountDong, locale);
	const { programme, association, availableDong, allottedDong } = envelope;
	const name = locale === "vi" ? programme.nameVi : programme.nameEn;
	const left = m.review_envelope_left({ left: money(availableDong), allotted: money(allottedDong) });
	return (
		<div>
			<div className="flex flex-wrap justify-between gap-x-4 text-small">
				<span>{named ? m.review_envelope_of({ association: associationName(association, locale), name }) : name}</span>
				<span className="num font-semibold">{left}</span>
			</div>
			<div className="my-1">
				<BudgetBar label={`${name}: ${left}`} parts={partsOf(envelope)} />
			</div>
			<p className="num text-ink2 text-caption">
				{m.review_envelope_parts({
					committed: money(signedNotPaid(envelope) + paidOut(envelope)),
					reserved: money(envelope.reservedDong),
				})}
				{envelope.assigned ? null : ` ${m.programme_refusal_no_assignment()}`}
			</p>
		</div>
	);
}
