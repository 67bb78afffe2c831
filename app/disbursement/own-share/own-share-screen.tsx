import { Banknote, Check, CircleDashed, Hourglass, type LucideIcon, Undo2, X } from "lucide-react";
import { eventTitle } from "#app/application/application-text.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { Timeline } from "#app/ui/parts/timeline.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { confirmForm } from "../disbursement.forms.ts";
import { ToStripeForm } from "../stripe-api/to-stripe.tsx";
import { isOpenToPay, type OwnShareStage } from "./own-share.rules.ts";
import type { OwnSharePage, OwnShareStep } from "./own-share-page.server.ts";

const unpaid = { icon: CircleDashed, tone: "yellow", label: m.disbursement_own_share_state_none } as const;

const faces: Record<OwnShareStage, { icon: LucideIcon; tone: Tone; label: () => string }> = {
	open: { icon: Hourglass, tone: "yellow", label: m.disbursement_own_share_state_open },
	held: { icon: Banknote, tone: "green", label: m.disbursement_own_share_state_held },
	passed: { icon: Check, tone: "green", label: m.disbursement_own_share_state_passed },
	refunding: { icon: Hourglass, tone: "blue", label: m.disbursement_own_share_state_refunding },
	refunded: { icon: Undo2, tone: "blue", label: m.disbursement_own_share_state_refunded },
	"refund-failed": { icon: X, tone: "red", label: m.disbursement_own_share_state_refund_failed },
	taken: { icon: Undo2, tone: "red", label: m.disbursement_own_share_state_taken },
	owed: { icon: Undo2, tone: "red", label: m.disbursement_own_share_state_owed },
	expired: unpaid,
};

/** Where the business's own share stands: icon, word and tone. */
export function OwnShareTag({ stage }: { stage: OwnShareStage | null }) {
	const { icon, tone, label } = stage ? faces[stage] : unpaid;
	return (
		<Tag icon={icon} tone={tone}>
			{label()}
		</Tag>
	);
}

type Props = {
	page: OwnSharePage;
	isSetUp: boolean;
	/** Why the button did not lead to its page. */
	notLed: string | null;
};

/** The business's own share: asked for here, paid on Stripe's page, with what became of it as steps with their dates. */
export function OwnShareScreen({ page, isSetUp, notLed }: Props) {
	const { reference, dueDong, approvedDong, stage, steps } = page;
	const form = useActionForm(confirmForm);
	const locale = getLocale();
	return (
		<>
			<BackLink to={`/applications/${reference}/money`}>{m.disbursement_money_title()}</BackLink>
			{notLed === null ? null : <Notice tone="red">{notLed}</Notice>}
			<ActionFormShell form={form}>
				<PageTitle lead={isUnpaid(stage) ? m.disbursement_own_share_lead() : undefined}>
					{m.disbursement_own_share_title()}
				</PageTitle>
				<SummaryList
					rows={[
						{ term: m.disbursement_own_share_due(), value: formatDong(dueDong, locale) },
						{ term: m.disbursement_own_share_city(), value: formatDong(approvedDong, locale) },
						{ term: m.disbursement_own_share_state(), value: <OwnShareTag stage={stage} /> },
					]}
				/>
				{stage === "refund-failed" ? <p>{m.disbursement_own_share_refund_failed()}</p> : null}
				{stage === "taken" ? <p>{m.disbursement_own_share_taken()}</p> : null}
				{stage === "owed" ? (
					<p>{m.disbursement_own_share_owed({ amount: formatDong(page.owedDong, locale) })}</p>
				) : null}
				<PayActions page={page} isSetUp={isSetUp} form={form} />
			</ActionFormShell>
			{isOpenToPay(page) ? (
				<ToStripeForm
					action={`/applications/${page.reference}/own-share/continue`}
					label={m.disbursement_own_share_continue()}
				/>
			) : null}
			{steps.length > 0 ? (
				<Section title={m.disbursement_own_share_steps()}>
					<div className="mt-5">
						<Timeline events={steps.map(stepOf)} />
					</div>
				</Section>
			) : null}
		</>
	);
}

function isUnpaid(stage: OwnShareStage | null): boolean {
	return stage === null || stage === "open" || stage === "expired";
}

function stepOf({ id, what, at, amountDong }: OwnShareStep) {
	const locale = getLocale();
	return {
		id,
		state: what === "own-share-refund-failed" || what === "own-share-taken" ? ("trouble" as const) : ("done" as const),
		title: eventTitle(what, locale),
		when: formatDateTime(at, locale),
		dateTime: at.toISOString(),
		detail: formatDong(amountDong, locale),
	};
}

type ActionProps = Pick<Props, "page" | "isSetUp"> & { form: ReturnType<typeof useActionForm> };

function PayActions({ page: { stage, refusedBecause }, isSetUp, form }: ActionProps) {
	if (!isUnpaid(stage)) return null;
	const isOpen = stage === "open";
	const reason = isSetUp ? (isOpen ? null : refusedBecause) : ("disbursement_refusal_stripe_off" as const);
	return (
		<div className="actions">
			<SubmitButton form={form} disabledReason={reason ? reasonText(reason) : undefined}>
				{isOpen ? m.disbursement_own_share_check() : m.disbursement_own_share_open()}
			</SubmitButton>
		</div>
	);
}
