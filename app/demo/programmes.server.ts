import { createProgramme } from "#app/funding/create-programme.server.ts";
import { addDays, addMonths, type PlainDate, startOfDay, yearOf } from "#app/kernel/plain-date.ts";
import { decree80Programme2026Rules } from "#app/programme/decree-80-article-11.ts";
import type { ProgrammeRulesJson } from "#app/programme/programme-rules.schema.ts";
import { publishVersion } from "#app/programme/publish-version.server.ts";
import { demoDesk, huba, memberAssociations } from "./associations.ts";
import { type BudgetDesk, changeInDemo } from "./budget-story.server.ts";
import { contextAt } from "./cast.ts";
import { OPENED_WORKING_DAYS_AGO, type Programmes } from "./plan/plans.ts";

const OPENING_HOUR_MS = 9 * 3_600_000;

const allotment = { kind: "allot", reason: "Phân bổ theo kế hoạch hỗ trợ của năm." } as const;

type Wish = {
	id: string;
	nameVi: string;
	nameEn: string;
	opensOn: PlainDate;
	closesOn: PlainDate;
	budgetDong: bigint;
	settings?: Partial<ProgrammeRulesJson["settings"]>;
	/** In millions of đồng, by association. */
	envelopes: Record<string, number>;
	number: number;
};

/** A programme with its rules, and its envelopes allotted by two officers. */
async function setProgramme(desk: BudgetDesk, { settings, envelopes, number, ...programme }: Wish): Promise<string> {
	const { id, opensOn } = programme;
	const at = new Date(startOfDay(opensOn).getTime() + OPENING_HOUR_MS);
	const ctx = contextAt(desk, desk.officers[0], at);
	await createProgramme(ctx, programme);
	const rules = { ...decree80Programme2026Rules };
	rules.settings = { ...rules.settings, ...settings };
	await publishVersion(ctx, { programmeId: id, effectiveFrom: opensOn, rules });
	for (const [toAssociation, millions] of Object.entries(envelopes)) {
		const amountDong = BigInt(millions) * 1_000_000n;
		await changeInDemo(desk, { ...allotment, programmeId: id, toAssociation, amountDong, number }, at);
	}
	return id;
}

/** The programmes of the demo: the open one and that of the year before; a pilot of each year for the demo's own desk. */
export async function setProgrammes(desk: BudgetDesk): Promise<Programmes> {
	const { calendar } = desk;
	const opensOn = calendar.workingDayAgo(OPENED_WORKING_DAYS_AGO);
	const openedBefore = addMonths(opensOn, -12);
	// One that opens in the last two months of a year is the next year's.
	const year = yearOf(addMonths(opensOn, 2));
	const yearBefore = year - 1;
	const envelopes = Object.fromEntries(
		[huba, ...memberAssociations].map((body) => [body.id, body.envelopeMillion * 2]),
	);
	const usual = (of: number) => ({
		id: `dx-${of}`,
		nameVi: `Hỗ trợ chuyển đổi số doanh nghiệp nhỏ và vừa năm ${of}`,
		nameEn: `Support for the digital transformation of small and medium enterprises, ${of}`,
		budgetDong: 36_000_000_000n,
		envelopes,
		number: 12,
	});
	const closedBefore = addDays(opensOn, -16);
	return {
		before: await setProgramme(desk, { ...usual(yearBefore), opensOn: openedBefore, closesOn: closedBefore }),
		// Open for some time after whoever starts the demo.
		now: await setProgramme(desk, { ...usual(year), opensOn, closesOn: addMonths(calendar.today, 3) }),
		// It paid through Stripe.
		pilot: await setProgramme(desk, {
			id: `stripe-${yearBefore}`,
			nameVi: `Thí điểm chi hỗ trợ qua Stripe năm ${yearBefore}`,
			nameEn: `Pilot of paying support through Stripe, ${yearBefore}`,
			opensOn: openedBefore,
			closesOn: closedBefore,
			budgetDong: 500_000_000n,
			settings: { rail: "stripe", ownShare: "stripe" },
			envelopes: { [demoDesk]: 300 },
			number: 15,
		}),
		// It pays ahead and keeps some back. It takes no more applications.
		ahead: await setProgramme(desk, {
			id: `advance-${year}`,
			nameVi: `Thí điểm tạm ứng hỗ trợ năm ${year}`,
			nameEn: `Pilot of paying support in advance, ${year}`,
			opensOn,
			closesOn: calendar.workingDayAgo(17),
			budgetDong: 200_000_000n,
			settings: { advancePercent: 30, retentionPercent: 10 },
			envelopes: { [demoDesk]: 150 },
			number: 16,
		}),
	};
}
