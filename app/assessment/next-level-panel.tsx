import { Check, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { EASIEST, nextLevelConditions, nextLevelTitle, raisedQuestions } from "./report/next-level-words.ts";
import type { NextLevelWords, RaiseWords } from "./result-page.server.ts";

type Props = { next: NextLevelWords; scoreTenths: number };

/** The questions that are easiest to raise, tinted: the page's one thing to do. */
export function EasiestPanel({ next }: Pick<Props, "next">) {
	const questions = raisedQuestions(next);
	return (
		<Notice tone="yellow">
			<h2 className="type-h3">{easiestTitle(questions)}</h2>
			<EasiestRaises questions={questions} />
		</Notice>
	);
}

/** What lifts to the next level, beside that panel. */
export function NextLevelWay(props: Props) {
	return (
		<section>
			<h2 className="type-h3">{nextLevelTitle(props.next, getLocale())}</h2>
			<Conditions {...props} />
		</section>
	);
}

/** All of it, where something else has to be done first. */
export function NextLevelSection(props: Props) {
	const questions = raisedQuestions(props.next);
	return (
		<Section title={nextLevelTitle(props.next, getLocale())}>
			<Conditions {...props} />
			<h3 className="mt-3 type-h3">{easiestTitle(questions)}</h3>
			<EasiestRaises questions={questions} />
		</Section>
	);
}

/** Both conditions, and the fewest steps that meet them. */
function Conditions({ next, scoreTenths }: Props) {
	const locale = getLocale();
	return (
		<>
			<ul className="my-2 text-small">
				{nextLevelConditions(next, scoreTenths, locale).map(({ met, needed, has }) => (
					<Condition key={needed} met={met} has={has}>
						{needed}
					</Condition>
				))}
			</ul>
			<ShortestWay next={next} />
		</>
	);
}

function Condition({ met, has, children }: { met: boolean; has: string; children: ReactNode }) {
	return (
		<li className="flex items-start gap-2 py-0.5">
			<Icon of={met ? Check : CircleDashed} className="mt-px shrink-0" />
			<span>
				<span className="sr-only">{met ? m.assessment_condition_met() : m.assessment_condition_open()}: </span>
				{children} <strong className="num">{has}</strong>
			</span>
		</li>
	);
}

function ShortestWay({ next: { raises, steps } }: { next: NextLevelWords }) {
	const locale = getLocale();
	const [nearest, ...others] = raises;
	if (nearest && others.length === 0) {
		const count = nearest.questions.length;
		return (
			<p>
				{m.assessment_next_nearest()} <strong>{nearest.pillar[locale]}</strong>:{" "}
				{steps === count
					? m.assessment_next_raise_one_step({ count })
					: m.assessment_next_raise_steps({ count, steps })}
			</p>
		);
	}
	return (
		<>
			<p>{m.assessment_next_fewest({ steps })}</p>
			<ul className="mt-1">
				{raises.map((raise) => (
					<li key={raise.pillar.vi}>
						{m.assessment_next_pillar_steps({ pillar: raise.pillar[locale], steps: raise.steps })}
					</li>
				))}
			</ul>
		</>
	);
}

function easiestTitle(questions: RaiseWords[]): string {
	return m.assessment_next_easiest({ count: Math.min(EASIEST, questions.length) });
}

function EasiestRaises({ questions }: { questions: RaiseWords[] }) {
	return (
		<>
			<RaiseList questions={questions.slice(0, EASIEST)} />
			{questions.length > EASIEST ? (
				<details className="mt-1">
					<summary className="flex min-h-11 items-center text-green underline">
						{m.assessment_next_all({ count: questions.length })}
					</summary>
					<RaiseList questions={questions.slice(EASIEST)} />
				</details>
			) : null}
		</>
	);
}

function RaiseList({ questions }: { questions: RaiseWords[] }) {
	const locale = getLocale();
	return (
		<ul>
			{questions.map(({ question, from, to }) => (
				<li key={question.vi} className="py-2">
					<p className="font-semibold">{question[locale]}</p>
					<p>
						{m.assessment_next_from()}: {from[locale]}
					</p>
					<p>
						{m.assessment_next_to()}: <strong>{to[locale]}</strong>
					</p>
				</li>
			))}
		</ul>
	);
}
