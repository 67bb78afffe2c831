import { stopForm } from "#app/disbursement/stop/stop.forms.ts";
import { WhatStops } from "#app/disbursement/stop/what-stops.tsx";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, RadioField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { formatVerificationCode } from "#app/kernel/verification-code.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { DecidedStop, StopPage } from "./stop-page.server.ts";

const decisions = {
	"go-on": m.claim_stop_decision_go_on,
	end: m.claim_stop_decision_end,
	dropped: m.claim_stop_decision_dropped,
} satisfies Record<DecidedStop["decision"], unknown>;

export function decisionLabel(decision: DecidedStop["decision"]): string {
	return decisions[decision]();
}

/** The stopped payments of an application: why, what is held up, and the decision. */
export function StopScreen({ page, tooNew }: { page: StopPage; tooNew: string | undefined }) {
	const { reference, businessName, open, decided, claims } = page;
	return (
		<>
			<BackLink to="/city/stops">{m.disbursement_stops_title()}</BackLink>
			<PageTitle
				lead={
					<>
						{businessName}, <ReferenceLink reference={reference} />
					</>
				}
			>
				{m.disbursement_stop_title({ reference })}
			</PageTitle>
			<div className="grid gap-4">
				{open.length > 0 ? <Reasons page={page} /> : null}
				{open.length > 0 ? (
					<Panel title={m.disbursement_stop_what()}>
						<WhatStops claims={claims} />
					</Panel>
				) : null}
				{open.length > 0 ? <Decide page={page} tooNew={tooNew} /> : null}
				{decided.map(({ id, decision, reason, at, byName }) => (
					<Panel key={id} rule="green" title={decisionLabel(decision)}>
						<p className="break-words">
							<Typed text={reason} />
						</p>
						<p className="text-ink2 text-small">
							{m.disbursement_stop_by({ name: byName, at: formatDateTime(at, getLocale()) })}
						</p>
					</Panel>
				))}
			</div>
		</>
	);
}

function Reasons({ page: { open } }: { page: StopPage }) {
	return (
		<Panel rule="yellow" title={m.disbursement_stop_why()}>
			<ul className="grid gap-3">
				{open.map(({ id, because, subject, dropped, reason, stoppedAt, stoppedByName }) => (
					<li key={id}>
						<p className="font-semibold">
							{because === "own-share" ? (
								m.claim_stop_because_own_share()
							) : because === "certificate" ? (
								<>
									{m.claim_stop_because_certificate()},{" "}
									<TextLink to={`/verify/${subject}`}>
										<span className="num">{formatVerificationCode(subject)}</span>
									</TextLink>
								</>
							) : (
								<>
									{dropped ? m.claim_stop_because_recovery_dropped() : m.claim_stop_because_recovery()},{" "}
									<ReferenceLink reference={subject} />
								</>
							)}
						</p>
						{because === "own-share" ? null : (
							<p className="break-words">
								<Typed text={reason} />
							</p>
						)}
						<p className="text-ink2 text-small">
							{m.disbursement_stop_by({ name: stoppedByName, at: formatDateTime(stoppedAt, getLocale()) })}
						</p>
					</li>
				))}
			</ul>
		</Panel>
	);
}

function Decide({ page: { open, mayDecide }, tooNew }: { page: StopPage; tooNew: string | undefined }) {
	const form = useActionForm(stopForm);
	if (!mayDecide.allowed && mayDecide.reason === "house_refusal_not_yours") {
		return <p>{m.disbursement_stop_cannot()}</p>;
	}
	return (
		<Panel rule="green" title={m.disbursement_stop_decide()}>
			<ActionFormShell form={form}>
				{open.map(({ id }) => (
					<HiddenField key={id} name="stopIds" value={id} />
				))}
				<RadioField
					form={form}
					name="decision"
					label={m.disbursement_stop_decision()}
					choices={[
						{ value: "go-on", label: m.claim_stop_decision_go_on(), hint: m.disbursement_stop_go_on_hint() },
						{ value: "end", label: m.claim_stop_decision_end(), hint: m.disbursement_stop_end_hint() },
					]}
				/>
				<TextAreaField
					form={form}
					name="reason"
					rows={3}
					label={m.disbursement_stop_reason()}
					hint={m.disbursement_stop_reason_hint()}
				/>
				<div className="actions">
					<SubmitButton form={form} disabledReason={mayDecide.allowed ? tooNew : reasonText(mayDecide.reason)}>
						{m.disbursement_stop_save()}
					</SubmitButton>
				</div>
			</ActionFormShell>
		</Panel>
	);
}
