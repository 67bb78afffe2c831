import { addDays, addMonths, yearOf } from "#app/kernel/plain-date.ts";
import { createProgramme } from "#app/programme/create-programme.server.ts";
import { decree80Programme2026Rules } from "#app/programme/decree-80-article-11.ts";
import { publishVersion } from "#app/programme/publish-version.server.ts";
import { demoDesk, huba, memberAssociations } from "./associations.ts";
import { type BudgetDesk, changeInDemo } from "./budget-story.server.ts";
import type { Calendar } from "./calendar.ts";
import { contextAt } from "./cast.ts";

const BUDGET_MILLION = 36_000;

const allotment = { kind: "allot", reason: "Phân bổ theo kế hoạch hỗ trợ của năm." } as const;

/** The programme of the year before, and the open one. */
export async function setProgrammes(desk: BudgetDesk, calendar: Calendar): Promise<[before: string, now: string]> {
	const year = yearOf(calendar.today);
	const ids = [`dx-${year - 1}`, `dx-${year}`] as const;
	for (const [index, id] of ids.entries()) {
		const of = year - 1 + index;
		// The open programme stays open for whoever starts the demo near the end of a year.
		const closesOn = index === 0 ? `${of}-12-20` : addMonths(calendar.today, 3);
		const at = new Date(`${of}-01-05T02:00:00Z`);
		const ctx = contextAt(desk, desk.officers[0], at);
		await createProgramme(ctx, {
			id,
			nameVi: `Hỗ trợ chuyển đổi số doanh nghiệp nhỏ và vừa năm ${of}`,
			nameEn: `Support for the digital transformation of small and medium enterprises, ${of}`,
			opensOn: `${of}-01-05`,
			closesOn,
			budgetDong: BigInt(BUDGET_MILLION) * 1_000_000n,
		});
		await publishVersion(ctx, { programmeId: id, effectiveFrom: `${of}-01-05`, rules: decree80Programme2026Rules });
		for (const body of [huba, ...memberAssociations]) {
			const amountDong = BigInt(body.envelopeMillion) * 2_000_000n;
			await changeInDemo(desk, { ...allotment, programmeId: id, toAssociation: body.id, amountDong, number: 12 }, at);
		}
	}
	return [...ids];
}

/** A small programme of the year before that paid through Stripe, for the association of the owner whom the demo lets in. */
export async function setPilot(desk: BudgetDesk, year: number): Promise<string> {
	const id = `stripe-${year}`;
	const at = new Date(`${year}-01-05T02:00:00Z`);
	const ctx = contextAt(desk, desk.officers[0], at);
	await createProgramme(ctx, {
		id,
		nameVi: `Thí điểm chi hỗ trợ qua Stripe năm ${year}`,
		nameEn: `Pilot of paying support through Stripe, ${year}`,
		opensOn: `${year}-01-05`,
		closesOn: `${year}-12-20`,
		budgetDong: 500_000_000n,
	});
	const settings = { ...decree80Programme2026Rules.settings, rail: "stripe", ownShare: "stripe" } as const;
	const rules = { ...decree80Programme2026Rules, settings };
	await publishVersion(ctx, { programmeId: id, effectiveFrom: `${year}-01-05`, rules });
	const envelope = { programmeId: id, toAssociation: demoDesk, amountDong: 300_000_000n, number: 15 };
	await changeInDemo(desk, { ...allotment, ...envelope }, at);
	return id;
}

/** A small programme of this year that pays ahead and keeps some back. It takes no more applications. */
export async function setAhead(desk: BudgetDesk, calendar: Calendar): Promise<string> {
	const year = yearOf(calendar.today);
	const [id, opensOn] = [`advance-${year}`, `${year}-01-05`];
	const closedOn = addDays(calendar.today, -25);
	const at = new Date(`${opensOn}T02:00:00Z`);
	const ctx = contextAt(desk, desk.officers[0], at);
	await createProgramme(ctx, {
		id,
		nameVi: `Thí điểm tạm ứng hỗ trợ năm ${year}`,
		nameEn: `Pilot of paying support in advance, ${year}`,
		opensOn,
		closesOn: closedOn > opensOn ? closedOn : `${year}-01-31`,
		budgetDong: 200_000_000n,
	});
	const settings = { ...decree80Programme2026Rules.settings, advancePercent: 30, retentionPercent: 10 };
	await publishVersion(ctx, {
		programmeId: id,
		effectiveFrom: opensOn,
		rules: { ...decree80Programme2026Rules, settings },
	});
	const envelope = { programmeId: id, toAssociation: demoDesk, amountDong: 150_000_000n, number: 16 };
	await changeInDemo(desk, { ...allotment, ...envelope }, at);
	return id;
}
