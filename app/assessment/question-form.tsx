import { Link } from "@remix-run/react";
import { CloudCheck } from "lucide-react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, RadioField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { formatTime } from "#app/kernel/plain-date.ts";
import { PillarProgress } from "#app/ui/charts/pillar-progress.tsx";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { answerForm } from "./assessment.forms.ts";
import type { QuestionPage } from "./question-page.server.ts";
import { TapToContinueChoice, useTapToContinue } from "./tap-to-continue.tsx";

const whys: Record<string, () => string> = {
	customer: m.assessment_why_customer,
	strategy: m.assessment_why_strategy,
	infrastructure: m.assessment_why_infrastructure,
	operations: m.assessment_why_operations,
	culture: m.assessment_why_culture,
	data: m.assessment_why_data,
};

/** Where one is in the questionnaire: the way back, when it was saved, one bar for each pillar. */
function QuestionPlace({ page }: { page: QuestionPage }) {
	const { pillar, pillars, number, numberInPillar, total, savedAt } = page;
	const locale = getLocale();
	return (
		<div>
			<div className="flex flex-wrap items-center justify-between gap-x-4">
				<BackLink to={number > 1 ? `/assess/${number - 1}` : "/assess"}>
					{number > 1 ? m.assessment_question_previous() : m.assessment_title()}
				</BackLink>
				{savedAt ? (
					<p className="-mt-3 mb-1 flex min-h-11 items-center gap-1.5 text-green text-small">
						<Icon of={CloudCheck} />
						<span className="num">{m.assessment_question_saved({ time: formatTime(savedAt) })}</span>
					</p>
				) : null}
			</div>
			<PillarProgress
				label={m.assessment_overview_pillars()}
				pillars={pillars.map(({ answered, questions, firstNumber, ...bar }, index) => ({
					answered,
					questions,
					name: bar[locale],
					current: index + 1 === pillar.number,
					to: `/assess/${firstNumber}`,
					words: m.assessment_question_to_pillar({ number: index + 1, name: bar[locale], answered, questions }),
				}))}
			>
				{m.assessment_question_pillar({ number: pillar.number, total: pillars.length })}{" "}
				<strong className="text-ink">{pillar[locale]}</strong>
				<br />
				{m.assessment_question_place({ inPillar: numberInPillar, pillarTotal: pillar.questions, number, total })}
			</PillarProgress>
		</div>
	);
}

/**
 * One question: answers from worst to best, without their numbers. "Later" is an answer too, and is saved. How to choose
 * is said once a pillar.
 */
export function QuestionForm({ page }: { page: QuestionPage }) {
	const { question, score, next } = page;
	const form = useActionForm(answerForm, { saved: score === null ? {} : { score: String(score) } });
	const locale = getLocale();
	const why = ownValue(whys, page.pillar.id);
	const taps = useTapToContinue(form.formProps.ref);
	return (
		<ActionFormShell
			form={form}
			className="form form-question"
			summaryTitle={() => m.assessment_question_bad_summary()}
		>
			<QuestionPlace page={page} />
			<HiddenField name="assessmentId" value={page.assessmentId} />
			<HiddenField name="questionId" value={question.id} />
			<RadioField
				form={form}
				name="score"
				label={<h1 className="type-question">{question[locale]}</h1>}
				hint={page.numberInPillar === 1 ? m.assessment_question_hint() : undefined}
				choices={question.options.map((option) => ({ value: String(option.score), label: option[locale] }))}
			/>
			<div className="actions">
				<SubmitButton form={form}>
					{next === null ? m.assessment_question_save_last() : m.assessment_question_save_next({ number: next })}
				</SubmitButton>
			</div>
			<div className="flex flex-col items-start gap-1">
				{taps === null ? null : <TapToContinueChoice on={taps} />}
				<button type="submit" name="later" value="on" formNoValidate className="link-button">
					{m.assessment_question_later()}
				</button>
				{why ? (
					<details>
						<summary className="flex min-h-11 items-center text-green underline">{m.assessment_question_why()}</summary>
						<p className="pb-2">{why()}</p>
					</details>
				) : null}
				<Link to="/assess" className="flex min-h-11 items-center">
					{m.assessment_question_stop()}
				</Link>
			</div>
		</ActionFormShell>
	);
}
