import { Link } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, RadioField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { conditionTitle } from "#app/review/finding/finding-words.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { answerClaimForm } from "../claim.forms.ts";
import type { OpenClaim } from "./claim-desk.server.ts";

/** The reviewer's answer: verify, return for mending, or refuse. */
export function AnswerForm({
	claim: { reference, application, submitted, nearMatches, openTies, split, kind, stopped },
}: {
	claim: OpenClaim;
}) {
	const form = useActionForm(answerClaimForm);
	const open = nearMatches.filter(({ judged }) => !judged).length;
	const isAdvance = kind === "advance";
	const amount = formatDong(split?.payableDong ?? submitted.subsidyDong, getLocale());
	return (
		<Panel rule="yellow" title={m.claim_answer_title()}>
			<ActionFormShell form={form} action={`/review/claims/${reference}/answer`}>
				<HiddenField name="submittedAt" value={submitted.at.toISOString()} />
				{stopped ? <p>{m.claim_answer_stopped()}</p> : null}
				{open > 0 ? <p>{m.claim_near_answer_blocked({ count: open })}</p> : null}
				{openTies.length > 0 ? (
					<div>
						<p>{m.claim_ties_answer_blocked({ count: openTies.length })}</p>
						<ul className="my-1 list-disc pl-5">
							{openTies.map((tie) => (
								<li key={tie.id}>{conditionTitle(tie, getLocale())}</li>
							))}
						</ul>
						<Link to={`/review/${application.reference}#conditions`}>{m.claim_ties_to_case()}</Link>
					</div>
				) : null}
				<RadioField
					form={form}
					name="answer"
					label={isAdvance ? m.claim_answer_question_advance() : m.claim_answer_question()}
					choices={[
						{ value: "verify", label: m.claim_answer_verify(), hint: m.claim_answer_verify_hint({ amount }) },
						{
							value: "return",
							label: m.claim_answer_return(),
							hint: isAdvance ? m.claim_answer_return_hint_advance() : m.claim_answer_return_hint(),
						},
						{
							value: "refuse",
							label: m.claim_answer_refuse(),
							hint: isAdvance ? m.claim_answer_refuse_hint_advance() : m.claim_answer_refuse_hint(),
						},
					]}
				/>
				<TextAreaField
					form={form}
					name="reasons"
					label={m.claim_answer_reasons()}
					hint={m.claim_answer_reasons_hint()}
					optional="sometimes"
				/>
				<div className="actions">
					<SubmitButton form={form}>{m.claim_answer_send()}</SubmitButton>
				</div>
			</ActionFormShell>
		</Panel>
	);
}
