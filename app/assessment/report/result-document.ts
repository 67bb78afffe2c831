import type { Readable } from "node:stream";
import type { Locale } from "#app/kernel/locale.ts";
import { formatNumber } from "#app/kernel/number.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { assessmentReport, type NextLevel, type NextStep, type SupportAmount } from "#templates/assessment-report.ts";
import { nextStepsFor, supportWords } from "../next-steps.ts";
import type { PillarResult, ResultPage } from "../result-page.server.ts";
import { EASIEST, nextLevelConditions, nextLevelTitle, raisedQuestions } from "./next-level-words.ts";
import { type Ceilings, supportAmounts } from "./support-amounts.ts";

type Amounts = { ceilings: Ceilings /** The day they are of. */; today: PlainDate };

/** The result of an assessment as a PDF: what its page says, with the amounts of the sizes that come into question. */
export function resultDocument(page: ResultPage, { ceilings, today }: Amounts, locale: Locale): Readable {
	const count = page.skipped;
	const skipped = `${m.assessment_result_skipped({ count }, { locale })} ${m.assessment_skipped_rule({}, { locale })}`;
	return assessmentReport({
		locale,
		...(page.businessName ? { business: page.businessName } : {}),
		framework: m.assessment_source_note(page.framework, { locale }).replace(/\.$/, ""),
		source: page.framework.source[locale],
		completedAt: page.completedAt,
		level: { level: page.level, name: page.levelNames[page.level]?.[locale] ?? "" },
		score: formatNumber(page.scoreTenths / 10, locale),
		evidence: m.assessment_result_self({}, { locale }),
		...(count > 0 ? { skipped } : {}),
		...(page.nextLevel ? { nextLevel: nextLevelIn(page.nextLevel, page.scoreTenths, locale) } : {}),
		pillars: page.pillars.map((pillar) => ({
			name: pillar[locale],
			shortName: pillar.short[locale],
			percent: pillar.scorePercent,
			level: pillar.level,
		})),
		nextSteps: page.threeWeakest.map((pillar) => nextStepIn(pillar, ceilings, locale)),
		...(Object.keys(ceilings).length > 0 ? { amountsOn: today } : {}),
	});
}

function nextLevelIn(next: NonNullable<ResultPage["nextLevel"]>, scoreTenths: number, locale: Locale): NextLevel {
	const questions = raisedQuestions(next).slice(0, EASIEST);
	return {
		title: nextLevelTitle(next, locale),
		conditions: nextLevelConditions(next, scoreTenths, locale).map(({ met, needed, has }) => {
			const state = met ? m.assessment_condition_met({}, { locale }) : m.assessment_condition_open({}, { locale });
			return `${state}: ${needed} ${has}`;
		}),
		way: [
			m.assessment_next_fewest({ steps: next.steps }, { locale }),
			next.raises
				.map(({ pillar, steps }) => m.assessment_next_pillar_steps({ pillar: pillar[locale], steps }, { locale }))
				.join("; "),
		],
		easiest: {
			title: m.assessment_next_easiest({ count: questions.length }, { locale }),
			questions: questions.map(({ question, from, to }) => ({
				question: question[locale],
				from: `${m.assessment_next_from({}, { locale })}: ${from[locale]}`,
				to: `${m.assessment_next_to({}, { locale })}: ${to[locale]}`,
			})),
		},
	};
}

function nextStepIn(pillar: PillarResult, ceilings: Ceilings, locale: Locale): NextStep {
	const next = nextStepsFor(pillar.id, pillar.level);
	const head = { pillar: pillar.short[locale], percent: pillar.scorePercent };
	if (!next) return { ...head, steps: [] };
	const { name, source } = supportWords(next.support);
	const amounts = supportAmounts(next.support, ceilings, locale);
	return {
		...head,
		steps: next.steps.map((step) => step({}, { locale })),
		support: { item: name({}, { locale }), source: source({}, { locale }), amounts: amounts ? rowsOf(amounts) : [] },
	};
}

function rowsOf(amounts: NonNullable<ReturnType<typeof supportAmounts>>): SupportAmount[] {
	return "rows" in amounts ? amounts.rows : [{ label: amounts.words, amount: amounts.sub }];
}
