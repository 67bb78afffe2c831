import type { Kysely } from "kysely";
import { questionsOf } from "#app/assessment/framework/framework.ts";
import { frameworkInForce } from "#app/assessment/framework/frameworks.server.ts";
import { type SupportAmounts, supportAmounts, workedExample } from "#app/check/support-amounts.rules.ts";
import { atMostAMinuteOld } from "#app/house/fresh.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { LineAmount } from "#app/programme/allowed-amount.rules.ts";
import { nextProgramme } from "#app/programme/next-programme.server.ts";
import { openProgrammes, type Programme } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { type PublicFigures, readPublicFigures } from "./public-figures.server.ts";

/** The purchase of the worked example: a price that shows the rate, not the ceiling. */
const EXAMPLE = { supportItemCode: "DX-SOLUTION", sizeClass: "small", priceDong: 80_000_000n } as const;

/** The first items of the programme; all of them stand on /how-counted. */
const ITEMS_SHOWN = 2;

export type HomePage = {
	/** The programme that takes applications, with what it pays; null while none does. */
	open: {
		amounts: SupportAmounts;
		example: LineAmount | null;
		answerWorkingDays: number;
		assessmentNeeded: boolean;
	} | null;
	/** While none does: the one that opens next, if known. */
	next: Programme | null;
	figures: PublicFigures;
	questionCount: number;
	levels: { vi: string; en: string }[];
};

/** Everything on the home page, as it stands. */
async function readHomePage(db: Kysely<Tables>, now: Date): Promise<HomePage> {
	const day = plainDateAt(now);
	const [[open], figures, framework] = await Promise.all([
		openProgrammes(db, day),
		readPublicFigures(db, now),
		frameworkInForce(db, now),
	]);
	const shown = open?.rules.supportItems.slice(0, ITEMS_SHOWN).map((item) => item.code);
	return {
		open: open
			? {
					amounts: supportAmounts(open.rules, day, shown),
					example: workedExample(open.rules, { ...EXAMPLE, day }),
					answerWorkingDays: open.rules.settings.answerWorkingDays,
					assessmentNeeded: open.rules.settings.assessmentMaxAgeMonths !== null,
				}
			: null,
		next: open ? null : await nextProgramme(db, day),
		figures,
		questionCount: questionsOf(framework).length,
		levels: framework.levels.map(({ vi, en }) => ({ vi, en })),
	};
}

/** Everything on the home page, at most a minute old: nobody sees anything else there, whoever they are. */
export const homePage = atMostAMinuteOld(readHomePage);
