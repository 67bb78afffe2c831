/** Whom the open files of an association wait for, and for how long. */

import type { ApplicationState } from "#app/application/application.states.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { AnswerClock } from "#app/kernel/working-days.ts";

/** An open file; `locked` for who looks, who then may not know more of it. */
export type WaitingFile = {
	state: ApplicationState;
	locked: boolean;
	/** Who took it up; null while nobody has. */
	reviewer: { personId: string; name: string } | null;
	clock: Pick<AnswerClock, "usedDays" | "overdueDays" | "dueOn">;
};

export const waitingKinds = ["nobody", "reviewer", "second", "business", "locked"] as const;

export type WaitingGroup = {
	kind: (typeof waitingKinds)[number];
	/** Of the reviewer. */
	name: string | null;
	files: number;
	overdue: number;
	/** Working days that the one has waited which has waited longest; null of locked files. */
	longestDays: number | null;
	/** The next day on which one is due; null where the clock stands still, and of locked files. */
	nextDueOn: PlainDate | null;
};

function kindOf({ state, locked, reviewer }: WaitingFile): WaitingGroup["kind"] {
	if (locked) return "locked";
	if (state === "changes_requested") return "business";
	if (state === "recommended") return "second";
	return state === "in_review" && reviewer ? "reviewer" : "nobody";
}

function groupOf(kind: WaitingGroup["kind"], files: readonly WaitingFile[]): WaitingGroup {
	const [first] = files;
	const known = kind === "locked" ? [] : files.map(({ clock }) => clock);
	const due = known.flatMap(({ dueOn }) => dueOn ?? []).sort();
	return {
		kind,
		name: kind === "reviewer" ? (first?.reviewer?.name ?? null) : null,
		files: files.length,
		overdue: known.filter(({ overdueDays }) => overdueDays > 0).length,
		longestDays: known.length === 0 ? null : Math.max(...known.map(({ usedDays }) => usedDays)),
		nextDueOn: due[0] ?? null,
	};
}

/** What waits for nobody yet, for each reviewer (the most late, then the most files, first), for a second person, for the business. */
export function waitingGroups(files: readonly WaitingFile[]): WaitingGroup[] {
	return waitingKinds.flatMap((kind) => {
		const ofKind = files.filter((file) => kindOf(file) === kind);
		const whose = new Set(ofKind.map(({ reviewer }) => (kind === "reviewer" ? reviewer?.personId : null)));
		return [...whose]
			.map((id) => groupOf(kind, id ? ofKind.filter(({ reviewer }) => reviewer?.personId === id) : ofKind))
			.sort((one, other) => other.overdue - one.overdue || other.files - one.files);
	});
}

/** What waits for this reviewer alone; null where nothing does. */
export function ownWait(files: readonly WaitingFile[], personId: string): WaitingGroup | null {
	const own = files.filter((file) => kindOf(file) === "reviewer" && file.reviewer?.personId === personId);
	return own.length === 0 ? null : groupOf("reviewer", own);
}
