import { Link } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, RadioField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { answerForm, instalmentsForm } from "../recovery.forms.ts";
import { monthlyInstalments } from "../recovery.rules.ts";
import type { OwnRecoveryPage } from "./own-recovery.server.ts";

type Props = { recovery: OwnRecoveryPage };

/** The business's answer: pay back at once, pay back in parts, or say why not. */
export function AnswerScreen({ recovery }: Props) {
	const { reference, application, standing, dueOn, answerBy, most, today, answer, contesting } = recovery;
	const form = useActionForm(answerForm);
	const locale = getLocale();
	const amount = formatDong(standing.leftDong, locale);
	const date = formatDate(answerBy, locale);
	const back = `/applications/${application}/recoveries/${reference}`;
	const inParts = {
		value: "instalments",
		label: m.recovery_answer_instalments({ most }),
		hint: m.recovery_answer_instalments_hint(),
	};
	const contest = { value: "contest", label: m.recovery_answer_contest(), hint: m.recovery_answer_contest_hint() };
	const mayContest = contesting.allowed || contesting.reason !== "recovery_refusal_too_late";
	return (
		<>
			<BackLink to={back}>
				<Unbroken text={m.recovery_back({ reference })} part={reference} />
			</BackLink>
			<PageTitle lead={today <= answerBy ? m.recovery_answer_lead({ date }) : m.recovery_answer_late({ date })}>
				{m.recovery_answer_title({ amount })}
			</PageTitle>
			<ActionFormShell form={form}>
				<RadioField
					form={form}
					name="answer"
					label={m.recovery_answer_question()}
					choices={[
						{
							value: "agree",
							label: m.recovery_answer_agree({ amount }),
							hint: m.recovery_answer_agree_hint({ date: formatDate(dueOn, locale) }),
						},
						...(most > 1 && today <= dueOn ? [inParts] : []),
						...(mayContest ? [contest] : []),
					]}
				/>
				{mayContest ? (
					<TextAreaField
						form={form}
						name="words"
						label={m.recovery_words()}
						hint={m.recovery_words_hint()}
						rows={5}
						optional="sometimes"
					/>
				) : null}
				<div className="actions">
					<SubmitButton form={form} disabledReason={answer.allowed ? undefined : reasonText(answer.reason)}>
						{m.recovery_answer_submit()}
					</SubmitButton>
					<Link to={back}>{m.recovery_not_now()}</Link>
				</div>
			</ActionFormShell>
		</>
	);
}

/** In how many months; each choice says what and when that is. */
export function InstalmentsScreen({ recovery, planId }: Props & { planId: string }) {
	const { reference, application, standing, dueOn, most, plan } = recovery;
	const form = useActionForm(instalmentsForm);
	const locale = getLocale();
	const back = `/applications/${application}/recoveries/${reference}`;
	const counts = Array.from({ length: Math.max(0, most - 1) }, (_, at) => at + 2);
	return (
		<>
			<BackLink to={back}>
				<Unbroken text={m.recovery_back({ reference })} part={reference} />
			</BackLink>
			<PageTitle lead={m.recovery_plan_lead()}>
				{m.recovery_plan_title({ amount: formatDong(standing.leftDong, locale) })}
			</PageTitle>
			<ActionFormShell form={form}>
				<HiddenField name="planId" value={planId} />
				<RadioField
					form={form}
					name="count"
					label={m.recovery_plan_question()}
					choices={counts.map((count) => {
						const parts = monthlyInstalments(standing.leftDong, count, dueOn);
						const [first] = parts;
						return {
							value: String(count),
							label: m.recovery_plan_count({ count, amount: formatDong(first?.amountDong ?? 0n, locale) }),
							hint: m.recovery_plan_days({
								first: formatDate(dueOn, locale),
								last: formatDate(parts.at(-1)?.dueOn ?? dueOn, locale),
							}),
						};
					})}
				/>
				<div className="actions">
					<SubmitButton form={form} disabledReason={plan.allowed ? undefined : reasonText(plan.reason)}>
						{m.recovery_plan_submit()}
					</SubmitButton>
					<Link to={back}>{m.recovery_not_now()}</Link>
				</div>
			</ActionFormShell>
		</>
	);
}
