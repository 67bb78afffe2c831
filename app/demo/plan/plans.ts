import { demoDesk } from "../associations.ts";
import type { DemoBusiness } from "../businesses.server.ts";
import type { Calendar } from "../calendar.ts";
import type { Cast, Ending } from "../cast.ts";
import { type Random, randomFrom } from "../random.ts";

/*
 * Who applies for what, when, and how it ends. Days are working days before today, enough of them for each story to have
 * come to its ending by then; makeDemo makes sure that it has.
 */

/** The programmes of the demo by their ids: of the year before, the open one, the pilot of Stripe, the one that pays ahead. */
export type Programmes = { before: string; now: string; pilot: string; ahead: string };

export type Plan = Pick<Cast, "business" | "ending" | "startsAt" | "programmeId"> &
	Pick<Cast, "line" | "nearMatch" | "isShown" | "submittedAgo" | "reviewedBy">;

/** When the open programme began; the one before it a year earlier. */
export const OPENED_WORKING_DAYS_AGO = 224;

/** Endings of the open programme's applications: every state has its files, most are on their way. */
const endingsNow: Ending[] = [
	...repeat("draft", 4),
	...repeat("submitted", 6),
	...repeat("in_review", 6),
	...repeat("changes_requested", 3),
	...repeat("recommended", 2),
	...repeat("approved", 1),
	...repeat("provider waiting", 2),
	...repeat("provider declined", 1),
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

/** What waits at the desk that the demo lets in, whatever falls to the other desks. */
const shownAtDesk: readonly Ending[] = [
	"submitted",
	"in_review",
	"recommended",
	"agreed",
	"claim submitted",
	"claim submitted",
	"claim verified",
];

function repeat(ending: Ending, times: number): Ending[] {
	return Array.from({ length: times }, () => ending);
}

/** How many working days ago a story starts: the fewest are as many as it can take to come to its ending. */
const daysBack: Partial<Record<Ending, [fewest: number, most: number]>> = {
	draft: [2, 14],
	submitted: [4, 8],
	in_review: [8, 11],
	changes_requested: [9, 14],
	recommended: [12, 14],
	approved: [16, 17],
	"provider waiting": [16, 17],
	"provider declined": [16, 17],
	agreed: [28, 64],
	"claim submitted": [36, 44],
	"claim verified": [39, 46],
	scheduled: [50, 60],
	sent: [50, 60],
	unknown: [50, 60],
	failed: [50, 60],
};
const daysBackOfOthers: [number, number] = [54, OPENED_WORKING_DAYS_AGO - 10];

/** Before the open programme began, as far from it as the story needs to be over when the year is closed. */
const daysBackBefore: [number, number] = [OPENED_WORKING_DAYS_AGO + 68, OPENED_WORKING_DAYS_AGO + 206];
const PILOT_DAYS_BACK = OPENED_WORKING_DAYS_AGO + 137;

/** What the owner whom the demo lets in buys with money ahead: one thing agreed, one asked for, one partly delivered. */
const boughtAhead: { ending: Ending; daysAgo: number; line: Plan["line"] }[] = [
	{
		ending: "advance earned",
		daysAgo: 54,
		line: { supportItemCode: "DX-CONSULT", description: "Tư vấn chuẩn hóa dữ liệu kho", priceDong: 40_000_000n },
	},
	{
		ending: "agreed",
		daysAgo: 30,
		line: { supportItemCode: "IP-CONSULT", description: "Tư vấn đăng ký nhãn hiệu", priceDong: 30_000_000n },
	},
	{
		ending: "advance draft",
		daysAgo: 32,
		line: { supportItemCode: "TECH-TRANSFER", description: "Tư vấn nhận công nghệ sấy gỗ", priceDong: 50_000_000n },
	},
];

/** Of a business of the desk that the demo shows: claimed months ago, and silent since. */
const boughtInPart = { supportItemCode: "DX-SOLUTION", description: "Phần mềm quản lý kho", priceDong: 96_000_000n };
const SILENT_SINCE = 118;

/** Agreed at that desk and still to be claimed, by one invoice. */
const boughtNext = { supportItemCode: "DX-SOLUTION", description: "Phần mềm quản lý xưởng", priceDong: 88_000_000n };

/** Takes the first that fits out of the list. */
function take(businesses: DemoBusiness[], fits: (business: DemoBusiness) => boolean): DemoBusiness {
	const at = businesses.findIndex(fits);
	const [taken] = at < 0 ? [] : businesses.splice(at, 1);
	if (!taken) throw new Error("the demo has too few businesses");
	return taken;
}

/** Of the open programme: each of a business of its own. */
function plansNow(calendar: Calendar, random: Random, free: DemoBusiness[], programmeId: string): Plan[] {
	const toShow = [...shownAtDesk];
	const isAtDesk = ({ associationId }: DemoBusiness) => associationId === demoDesk;
	const isMedium = ({ size }: DemoBusiness) => size === "medium";
	const planOf = (ending: Ending, business: DemoBusiness): Plan => ({
		business,
		ending,
		programmeId,
		startsAt: calendar.workingDaysAgo(random.between(...(daysBack[ending] ?? daysBackOfOthers)), random),
	});
	const shown = shownAtDesk.map((ending, index): Plan => {
		// Only a medium business asks for so much that a second person is due.
		const fits = ending === "recommended" ? isMedium : ({ size }: DemoBusiness) => size === "small";
		const business = take(free, (each) => isAtDesk(each) && fits(each));
		const plan = { ...planOf(ending, business), isShown: true };
		if (ending === "agreed") return { ...plan, line: boughtNext };
		return ending === "claim submitted" && shownAtDesk.indexOf(ending) === index ? { ...plan, nearMatch: true } : plan;
	});
	const others = endingsNow.flatMap((ending) => {
		const at = toShow.indexOf(ending);
		if (at >= 0) {
			toShow.splice(at, 1);
			return [];
		}
		return planOf(
			ending,
			take(free, (business) => ending !== "recommended" || isMedium(business)),
		);
	});
	return [...shown, ...others];
}

/** The owner whom the demo lets in has been through it once, and has money on its way and money ahead. */
function plansOfOwner(calendar: Calendar, random: Random, business: DemoBusiness, programmes: Programmes): Plan[] {
	return [
		{
			business,
			isShown: true,
			ending: "completed",
			programmeId: programmes.pilot,
			startsAt: calendar.workingDaysAgo(PILOT_DAYS_BACK, random),
		},
		{
			business,
			isShown: true,
			ending: "sent",
			programmeId: programmes.now,
			startsAt: calendar.workingDaysAgo(random.between(50, 60), random),
			line: { supportItemCode: "DX-SOLUTION", description: "Phần mềm bán hàng đa kênh", priceDong: 72_600_000n },
		},
		...boughtAhead.map(({ daysAgo, ...plan }) => ({
			business,
			isShown: true,
			...plan,
			programmeId: programmes.ahead,
			startsAt: calendar.workingDaysAgo(daysAgo, randomFrom(daysAgo)),
		})),
	];
}

/** All applications of the demo. The first of the businesses is the one whose owner the demo lets in. */
export function plansOf(
	random: Random,
	calendar: Calendar,
	businesses: readonly DemoBusiness[],
	programmes: Programmes,
): Plan[] {
	const [own, ...others] = businesses;
	if (!own) throw new Error("the demo has no businesses");
	const able = others.filter(({ size }) => size !== "larger");
	const before = endingsBefore.map((ending, index) => ({
		business: able[(index * 2 + 1) % able.length] as DemoBusiness,
		ending,
		programmeId: programmes.before,
		startsAt: calendar.workingDaysAgo(random.between(...daysBackBefore), random),
	}));
	const free = [...able];
	const silent = take(free, ({ associationId, size }) => associationId === demoDesk && size === "small");
	return [
		...before,
		...plansNow(calendar, random, free, programmes.now),
		...plansOfOwner(calendar, random, own, programmes),
		{
			business: silent,
			ending: "claimed in part",
			programmeId: programmes.now,
			startsAt: calendar.workingDaysAgo(SILENT_SINCE, random),
			line: boughtInPart,
		},
	];
}
