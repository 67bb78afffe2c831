import { canPay } from "#app/disbursement/disbursement.access.ts";
import type { Actor } from "#app/house/access.ts";
import { newlyGivenReason, reasonText } from "#app/house/refusal.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { SummaryList, type SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canEnd } from "../correction.access.ts";
import type { CorrectionTransition } from "../correction.states.ts";
import { CorrectionStateTag } from "../correction-state-tag.tsx";
import { causeText, correctedThing } from "../correction-text.ts";
import type { CorrectionPage } from "./correction-page.server.ts";
import { Follows } from "./new-correction-screen.tsx";
import { bookedBy, PostingPanels } from "./posting-panels.tsx";

type Props = { page: CorrectionPage; actor: Actor };

/** A correction: who proposed it and why, what it reverses, and what a second person can do. */
export function CorrectionScreen({ page, actor }: Props) {
	const { reference, state, booked, endedAt, endedByName } = page;
	const amount = formatDong(booked.amountDong, getLocale());
	return (
		<>
			<BackLink to="/finance/corrections">{m.correction_list_title()}</BackLink>
			<PageTitle over={<CorrectionStateTag state={state} />}>
				<Unbroken text={m.correction_title({ reference, amount })} part={reference} />
			</PageTitle>
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<div className="grid gap-4">
					<FactsPanel page={page} />
					<PostingPanels
						booked={booked}
						reversalTitle={reversalTitle(page)}
						reversalSub={state === "confirmed" && endedAt ? bookedBy(endedAt, endedByName) : undefined}
					/>
				</div>
				<NextPanel page={page} actor={actor} />
			</div>
		</>
	);
}

function reversalTitle({ state }: CorrectionPage): string {
	if (state === "confirmed") return m.correction_reversal();
	return state === "proposed" ? m.correction_to_book() : m.correction_would_book();
}

function FactsPanel({ page }: { page: CorrectionPage }) {
	const { subject, cause, reason, proposedAt, proposedByName, endedAt, endedByName, endedReason } = page;
	const { mends, of, application } = subject;
	const rows: SummaryRow[] = [
		{
			term: m.correction_fact_of(),
			value: (
				<TextLink to={mends === "payment" ? `/finance/payments/${of}/answer` : `/finance/recoveries/${of}`}>
					{correctedThing(subject)}
				</TextLink>
			),
			note: (
				<TextLink to={`/finance/statements/application/${application}`}>
					<Unbroken text={m.correction_statement({ application })} part={application} />
				</TextLink>
			),
		},
		{
			term: m.correction_fact_business(),
			value: subject.businessName,
			note: <ReferenceLink reference={application} />,
		},
		{ term: m.correction_cause(), value: causeText(cause, mends), note: <Typed text={reason} /> },
		{ term: m.correction_fact_proposed(), value: proposedByName, note: formatDateTime(proposedAt, getLocale()) },
	];
	if (endedAt && endedByName) {
		rows.push({ term: m.correction_fact_ended(), value: endedByName, note: formatDateTime(endedAt, getLocale()) });
	}
	if (endedReason) rows.push({ term: m.correction_fact_declined(), value: <Typed text={endedReason} /> });
	return (
		<Panel title={m.correction_facts()}>
			<SummaryList rows={rows} />
		</Panel>
	);
}

const endings: { to: CorrectionTransition["to"]; path: string; label: () => string }[] = [
	{ to: "confirmed", path: "confirm", label: m.correction_confirm },
	{ to: "declined", path: "decline", label: m.correction_decline },
	{ to: "withdrawn", path: "withdraw", label: m.correction_withdraw },
];

/** What is left to do once the books are right again. */
function After({ isUnpaid, isUnreceived, of }: { isUnpaid: boolean; isUnreceived: boolean; of: string }) {
	if (!isUnpaid && !isUnreceived) return <p>{m.correction_next_over()}</p>;
	return (
		<>
			<p>{isUnpaid ? m.correction_next_paid_again() : m.correction_next_record_rightly()}</p>
			<p className="mt-2">
				{isUnpaid ? (
					<TextLink to={`/finance/payments/${of}/answer`}>{m.correction_open_payment({ of })}</TextLink>
				) : (
					<TextLink to={`/finance/recoveries/${of}`}>{m.correction_open_recovery({ of })}</TextLink>
				)}
			</p>
		</>
	);
}

function NextPanel({ page, actor }: Props) {
	const { state, reference, asSeen, subject, isUnpaid } = page;
	if (!canPay(actor).allowed) return null;
	if (state !== "proposed") {
		return (
			<Panel>
				<After
					isUnpaid={isUnpaid}
					isUnreceived={state === "confirmed" && subject.mends === "receipt"}
					of={subject.of}
				/>
			</Panel>
		);
	}
	// Who proposed it may take it back, everybody else may decline: the other way is not theirs at all.
	const isProposer = asSeen.proposedBy === actor.personId;
	return (
		<Panel rule="yellow" title={m.correction_next()}>
			<Follows subject={subject} />
			<div className="mt-4 flex flex-wrap items-start gap-x-5 gap-y-3">
				{endings
					.filter(({ to }) => to === "confirmed" || (to === "withdrawn") === isProposer)
					.map(({ to, path, label }) => {
						const permission = canEnd(actor, asSeen, to);
						const tooNew = to === "confirmed" ? newlyGivenReason(actor, "finance_officer") : undefined;
						return (
							<ButtonLink
								key={to}
								look={to === "confirmed" ? "primary" : "secondary"}
								to={`/finance/corrections/${reference}/${path}`}
								disabledReason={permission.allowed ? tooNew : reasonText(permission.reason)}
							>
								{label()}
							</ButtonLink>
						);
					})}
			</div>
		</Panel>
	);
}
