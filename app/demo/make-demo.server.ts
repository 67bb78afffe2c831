import { sql } from "kysely";
import { openOwnShare } from "#app/disbursement/own-share/open-own-share.server.ts";
import type { Actor } from "#app/house/access.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { readHolidays } from "#app/programme/install-holidays.server.ts";
import type { Database } from "#db/connection.server.ts";
import { applicationStory } from "./application-story.server.ts";
import { demoDesk } from "./associations.ts";
import { type BudgetDesk, closingStory, pendingBudgetStory, thisYearsBudgetStory } from "./budget-story.server.ts";
import { addBusiness, type DemoBusiness, demoTaxCode } from "./businesses.server.ts";
import { type Calendar, calendarOf } from "./calendar.ts";
import { type Cast, contextAt, type Ending } from "./cast.ts";
import { leaveCorrectionOpen } from "./correction-story.server.ts";
import { financeStory } from "./finance-story.server.ts";
import { inventedStripe } from "./invented-stripe.server.ts";
import { providers } from "./names.ts";
import { pilotStory } from "./pilot-story.server.ts";
import { setAhead, setPilot, setProgrammes } from "./programmes.server.ts";
import { quotationPdf } from "./quotation.ts";
import { type Random, randomFrom } from "./random.ts";
import { draftedRecovery, recoveryInParts, settledRecovery } from "./recovery-story.server.ts";
import { type DemoAccount, type Stage, setAssociations, setPeople } from "./stage.server.ts";
import { play, type Story } from "./theatre.ts";

const BUSINESSES = 78;

/** Endings of this year's applications: every state has its files, most are on their way. */
const endingsNow: Ending[] = [
	...repeat("draft", 4),
	...repeat("submitted", 6),
	...repeat("in_review", 6),
	...repeat("changes_requested", 3),
	...repeat("recommended", 2),
	...repeat("approved", 4),
	...repeat("rejected", 4),
	...repeat("withdrawn", 2),
	...repeat("lapsed", 2),
	...repeat("agreed", 3),
	...repeat("cancelled", 1),
	...repeat("claim draft", 1),
	...repeat("claim submitted", 3),
	...repeat("claim returned", 1),
	...repeat("claim refused", 1),
	...repeat("claim verified", 4),
	...repeat("scheduled", 2),
	...repeat("sent", 1),
	...repeat("unknown", 1),
	...repeat("failed", 1),
	...repeat("completed", 14),
];

const endingsBefore: Ending[] = [
	...repeat("completed", 24),
	...repeat("rejected", 4),
	...repeat("withdrawn", 2),
	...repeat("lapsed", 2),
];

function repeat(ending: Ending, times: number): Ending[] {
	return Array.from({ length: times }, () => ending);
}

/** How many days ago a story must start so that it can have come to its ending by today. */
const daysBack: Partial<Record<Ending, [number, number]>> = {
	draft: [1, 20],
	submitted: [3, 9],
	in_review: [6, 16],
	changes_requested: [8, 20],
	recommended: [14, 24],
	approved: [18, 24],
	agreed: [30, 90],
	scheduled: [70, 85],
	sent: [70, 85],
	unknown: [70, 85],
	failed: [70, 85],
	"claim verified": [40, 60],
	"claim submitted": [40, 60],
};

function sizeOf(random: Random): DemoBusiness["size"] {
	const dice = random.next();
	if (dice < 0.4) return "micro";
	if (dice < 0.82) return "small";
	return dice < 0.96 ? "medium" : "larger";
}

async function setBusinesses(db: Database, random: Random, calendar: Calendar, stage: Stage): Promise<DemoBusiness[]> {
	const businesses: DemoBusiness[] = [];
	for (let index = 0; index < BUSINESSES; index++) {
		const own =
			index === 0
				? { owner: stage.actors.get("owner"), name: "Công ty TNHH Nội thất Mộc Lá Sen", associationId: demoDesk }
				: {};
		const size = index === 0 ? "small" : sizeOf(random);
		businesses.push(await addBusiness(db, random, calendar.daysAgo(720, random), { index, size, ...own }));
	}
	return businesses;
}

type Programmes = { before: string; now: string; pilot: string; ahead: string };

type Plan = Pick<Cast, "business" | "ending" | "startsAt" | "programmeId" | "line">;

/** What the owner whom the demo lets in buys with money ahead: one thing agreed, one asked for, one partly delivered. */
const boughtAhead: { ending: Ending; daysAgo: number; line: Plan["line"] }[] = [
	{
		ending: "advance earned",
		daysAgo: 64,
		line: { supportItemCode: "DX-CONSULT", description: "Tư vấn chuẩn hóa dữ liệu kho", priceDong: 40_000_000n },
	},
	{
		ending: "agreed",
		daysAgo: 42,
		line: { supportItemCode: "IP-CONSULT", description: "Tư vấn đăng ký nhãn hiệu", priceDong: 30_000_000n },
	},
	{
		ending: "advance draft",
		daysAgo: 38,
		line: { supportItemCode: "TECH-TRANSFER", description: "Tư vấn nhận công nghệ sấy gỗ", priceDong: 50_000_000n },
	},
];

/** Of a business of the desk that the demo shows: claimed in spring, and silent since. */
const boughtInPart = { supportItemCode: "DX-SOLUTION", description: "Phần mềm quản lý kho", priceDong: 96_000_000n };
const SILENT_SINCE_DAYS = 170;

function plansOf(random: Random, calendar: Calendar, businesses: DemoBusiness[], programmes: Programmes): Plan[] {
	const able = businesses.slice(1).filter(({ size }) => size !== "larger");
	const year = yearOf(calendar.today);
	const daysThisYear = Math.floor((calendar.now.getTime() - Date.parse(`${year}-01-10`)) / 86_400_000);
	const before = endingsBefore.map((ending, index) => ({
		business: able[(index * 2 + 1) % able.length] as DemoBusiness,
		ending,
		programmeId: programmes.before,
		startsAt: calendar.daysAgo(random.between(daysThisYear + 100, daysThisYear + 300), random),
	}));
	const medium = able.filter(({ size }) => size === "medium");
	const second = medium.splice(0, endingsNow.filter((ending) => ending === "recommended").length);
	const others = able.filter((business) => !second.includes(business)).reverse();
	// In the first weeks of a year no application is older than its programme.
	const startOf = (ending: Ending) => {
		const [low, high] = daysBack[ending] ?? [60, Math.max(75, daysThisYear - 10)];
		return calendar.daysAgo(Math.min(random.between(low, high), Math.max(1, daysThisYear)), random);
	};
	const current = endingsNow.map((ending) => ({
		// Only a medium business asks for so much that a second person is due.
		business: (ending === "recommended" ? second.pop() : others.pop()) as DemoBusiness,
		ending,
		programmeId: programmes.now,
		startsAt: startOf(ending),
	}));
	const silent = able.find(({ associationId, size }) => associationId === demoDesk && size === "small");
	if (!silent) throw new Error("the desk that the demo shows has a small business");
	// The owner whom the demo lets in has been through it once, and has money on its way.
	const [own] = businesses;
	if (!own) throw new Error("the demo has no businesses");
	return [
		...before,
		...current,
		{
			business: own,
			ending: "completed",
			programmeId: programmes.pilot,
			startsAt: calendar.daysAgo(daysThisYear + 200, random),
		},
		{
			business: own,
			ending: "sent",
			programmeId: programmes.now,
			startsAt: startOf("sent"),
			line: { supportItemCode: "DX-SOLUTION", description: "Phần mềm bán hàng đa kênh", priceDong: 72_600_000n },
		},
		...boughtAhead.map(({ daysAgo, ...plan }) => ({
			business: own,
			...plan,
			programmeId: programmes.ahead,
			startsAt: calendar.daysAgo(Math.min(daysAgo, Math.max(1, daysThisYear)), randomFrom(daysAgo)),
		})),
		{
			business: silent,
			ending: "claimed in part",
			programmeId: programmes.now,
			startsAt: calendar.daysAgo(Math.min(SILENT_SINCE_DAYS, Math.max(1, daysThisYear)), randomFrom(SILENT_SINCE_DAYS)),
			line: boughtInPart,
		},
	];
}

function actorOf(stage: Stage, role: string): Actor {
	const actor = stage.actors.get(role);
	if (!actor) throw new Error(`the demo has no ${role}`);
	return actor;
}

/**
 * Fills an empty database with the demo: the same at every run but for the day, from which its two years are counted
 * back. All of it goes through the commands of the product, at moments of the past.
 *
 * @param onMoment is told each moment to which the making has come, for somebody who waits.
 */
export async function makeDemo(
	db: Database,
	now: Date,
	onMoment: (at: Date) => void = () => undefined,
): Promise<DemoAccount[]> {
	const random = randomFrom(20_261_123);
	const calendar = calendarOf(now, await readHolidays(db));
	const year = yearOf(plainDateAt(now));
	await setAssociations(db, year - 2, year + 1);
	const stage = await setPeople(db, random, calendar.daysAgo(730, random));
	const officers: [Actor, Actor] = [actorOf(stage, "programme officer"), actorOf(stage, "second programme officer")];
	const budgetDesk: BudgetDesk = { db, calendar, random: randomFrom(996), officers };
	const [before, current] = await setProgrammes(budgetDesk, calendar);
	const [pilot, ahead] = [await setPilot(budgetDesk, year - 1), await setAhead(budgetDesk, calendar)];
	const programmes = { before, now: current, pilot, ahead };
	const businesses = await setBusinesses(db, random, calendar, stage);
	const quotations = new Map<string, Buffer>();
	for (const { name, serial } of providers) {
		quotations.set(name, await quotationPdf({ name, taxCode: demoTaxCode(serial).digits }));
	}
	const payments = new Map<string, Ending>();
	const pilotPayments = new Map<string, Ending>();
	const payOwnShare = (reference: string, now: Date) =>
		openOwnShare(contextAt({ db }, actorOf(stage, "owner"), now), inventedStripe(now), { reference });
	const plans = plansOf(random, calendar, businesses, programmes);
	const nearMatch = plans.find(
		({ ending, business }) => ending === "claim submitted" && business.associationId === demoDesk,
	);
	const stories = plans.map((plan, index): Story => {
		const reviewers = stage.reviewersOf.get(plan.business.associationId);
		const manager = stage.managersOf.get(plan.business.associationId);
		if (!reviewers || !manager) throw new Error(`${plan.business.associationId} has no people`);
		const cast: Cast = {
			db,
			calendar,
			random: randomFrom(1_000 + index),
			quotations,
			...(plan.programmeId === programmes.pilot ? { payments: pilotPayments, payOwnShare } : { payments }),
			reviewers,
			manager,
			nearMatch: plan === nearMatch,
			...plan,
		};
		return applicationStory(cast);
	});
	const payers: [Actor, Actor] = [actorOf(stage, "finance officer"), actorOf(stage, "second finance officer")];
	const startsAt = calendar.daysAgo(700, random);
	const desk = { db, calendar, officers: payers, startsAt };
	stories.push(financeStory({ ...desk, random: randomFrom(999), payments }));
	stories.push(
		pilotStory({ ...desk, random: randomFrom(998), payments: pilotPayments, owner: actorOf(stage, "owner") }),
	);
	stories.push(closingStory(budgetDesk, programmes));
	stories.push(thisYearsBudgetStory(budgetDesk, programmes), pendingBudgetStory(budgetDesk, programmes));
	const owners = new Map(businesses.map(({ id, owner }) => [id, owner]));
	const recovering = { db, calendar, officers: payers, owners, random: randomFrom(997) };
	stories.push(
		settledRecovery({ ...recovering, startsAt: calendar.daysAgo(75, random) }),
		recoveryInParts({
			...recovering,
			startsAt: calendar.daysAgo(48, random),
			businessId: businesses[0]?.id ?? "",
		}),
		draftedRecovery({ ...recovering, startsAt: calendar.workingDaysAgo(2, random) }),
	);
	await play(stories, calendar, onMoment);
	await leaveCorrectionOpen({ ...desk, random: randomFrom(997) }, calendar.now);
	// The past's mails are not written and its jobs are done. What is to happen on a day to come still happens; a job for
	// at once was asked for at the database's own time, whatever day it was in the story.
	await sql`select graphile_worker.complete_jobs(array(
		select id from graphile_worker.jobs where run_at <= ${now} or run_at = created_at))`.execute(db);
	return stage.accounts;
}
