/** What lifts to the next level, in words: the same on the page and in the document. */

import type { Locale } from "#app/kernel/locale.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { m } from "#messages/messages.js";
import type { NextLevelWords, RaiseWords } from "../result-page.server.ts";

/** How many questions are named at once: more would be a wall. */
export const EASIEST = 2;

/** Which level is next, and what is missing for it. */
export function nextLevelTitle({ level, name, points, pillars }: NextLevelWords, locale: Locale): string {
	const words = { level, name: name[locale] };
	if (pillars.met) return m.assessment_next_points(words, { locale });
	if (!points.met) return m.assessment_next_both(words, { locale });
	return m.assessment_next_pillars({ ...words, count: pillars.needed - pillars.have }, { locale });
}

/** Both conditions of a level, each with what there is. */
export function nextLevelConditions(
	{ level, points, pillars }: NextLevelWords,
	scoreTenths: number,
	locale: Locale,
): { met: boolean; needed: string; has: string }[] {
	const above = formatNumber((100 * points.above) / points.outOf, locale, 2);
	return [
		{
			met: points.met,
			needed: m.assessment_next_condition_points({ above }, { locale }),
			has: formatNumber(scoreTenths / 10, locale),
		},
		{
			met: pillars.met,
			needed: m.assessment_next_condition_pillars({ needed: pillars.needed, level }, { locale }),
			has: String(pillars.have),
		},
	];
}

/** The questions that lift, the easiest first. */
export function raisedQuestions({ raises }: NextLevelWords): RaiseWords[] {
	return raises.flatMap((raise) => raise.questions);
}
