import { demoDesk, secondDesk } from "../associations.ts";
import type { DemoBusiness } from "../businesses.server.ts";
import type { Calendar } from "../calendar.ts";
import type { Ending } from "../cast.ts";
import { randomFrom } from "../random.ts";
import type { Plan } from "./plans.ts";

/*
 * What fills the queue of the demo's reviewer, so that it shows its work: sixty files at two associations, with every tag,
 * each day of the clock, files of a second person and locked ones. Days are working days since the submission; the answer
 * is due after 14.
 */

type Queued = {
	ending: Ending;
	submittedAgo: number;
	/** Which of the desk's two reviewers takes it up; the first is the one whom the demo lets in. */
	by?: 0 | 1;
	size?: DemoBusiness["size"];
};

const days = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at);

const atFirstDesk: readonly Queued[] = [
	...days(1, 13).map((submittedAgo): Queued => ({ ending: "submitted", submittedAgo })),
	...days(6, 13).flatMap((submittedAgo): Queued[] => [
		{ ending: "in_review", submittedAgo, by: 0 },
		{ ending: "in_review", submittedAgo, by: submittedAgo % 2 === 0 ? 0 : 1 },
	]),
	{ ending: "in_review", submittedAgo: 14, by: 0 },
	{ ending: "in_review", submittedAgo: 15, by: 0 },
	{ ending: "in_review", submittedAgo: 17, by: 1 },
	{ ending: "locked", submittedAgo: 7, by: 0 },
	// What a colleague recommended waits for the one whom the demo lets in.
	{ ending: "recommended", submittedAgo: 12, by: 1, size: "medium" },
	{ ending: "recommended", submittedAgo: 10, by: 1, size: "medium" },
	{ ending: "changes_requested", submittedAgo: 9, by: 0 },
	{ ending: "changes_requested", submittedAgo: 11, by: 0 },
];

const atSecondDesk: readonly Queued[] = [
	...days(2, 12).map((submittedAgo): Queued => ({ ending: "submitted", submittedAgo })),
	...days(6, 12).map((submittedAgo): Queued => ({ ending: "in_review", submittedAgo, by: 0 })),
	{ ending: "submitted", submittedAgo: 14 },
	{ ending: "submitted", submittedAgo: 16 },
	{ ending: "locked", submittedAgo: 8, by: 0 },
	{ ending: "recommended", submittedAgo: 11, by: 0, size: "medium" },
	{ ending: "changes_requested", submittedAgo: 10, by: 0 },
];

/** Working days before its submission on which a story starts. */
const WRITTEN_IN_DAYS = 3;

/** The businesses that the queue needs: where they apply, and of what size. */
export const queuedBusinesses: readonly { associationId: string; size: DemoBusiness["size"] }[] = [
	...atFirstDesk.map(({ size }, at) => ({ associationId: demoDesk, size: size ?? usualSize(at) })),
	...atSecondDesk.map(({ size }, at) => ({ associationId: secondDesk, size: size ?? usualSize(at) })),
];

function usualSize(at: number): DemoBusiness["size"] {
	return at % 3 === 0 ? "micro" : at % 7 === 0 ? "medium" : "small";
}

/** The applications of those businesses, each of one of its own. */
export function queuedPlans(calendar: Calendar, businesses: readonly DemoBusiness[], programmeId: string): Plan[] {
	return [...atFirstDesk, ...atSecondDesk].flatMap(({ ending, submittedAgo, by }, at): Plan[] => {
		const business = businesses[at];
		if (!business) return [];
		const startsAt = calendar.workingDaysAgo(submittedAgo + WRITTEN_IN_DAYS, randomFrom(5_000 + at));
		return [{ business, ending, programmeId, startsAt, submittedAgo, reviewedBy: by ?? 0 }];
	});
}
