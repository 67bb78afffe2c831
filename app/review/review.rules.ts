/** What a decision grants, and which file comes first. */

import { sumDong } from "#app/kernel/dong.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { AnswerClock } from "#app/kernel/working-days.ts";
import type { RuleOutcome } from "#app/programme/rule-outcome.rules.ts";

/** What a reviewer can choose; "return" only for a recommendation of another person. */
export const decisionChoices = ["approve", "approve_in_part", "request_changes", "reject", "return"] as const;

export type DecisionChoice = (typeof decisionChoices)[number];

/** What became of it: an approval that needs a second person is a recommendation first. */
export type DecisionKind = DecisionChoice | "recommend";

/** A line as it was submitted, with what the rules allowed for it. */
export type DecidableLine = { id: string; allowedDong: bigint };

export type LineGrant = { costLineId: string; approvedDong: bigint };

export type Grants =
	| { ok: true; lines: LineGrant[]; totalDong: bigint; inPart: boolean }
	| { ok: false; fault: "other-lines" }
	| { ok: false; fault: "nothing" }
	| { ok: false; fault: "above-allowed"; at: number; allowedDong: bigint };

/**
 * The amounts that an approval grants. `given` are the amounts of the page for the lines that it showed: they are used
 * for an approval in part, and must be about the lines submitted last, since the reviewer may look at an older page.
 */
export function grantsOf(
	choice: "approve" | "approve_in_part",
	lines: readonly DecidableLine[],
	given: readonly LineGrant[],
): Grants {
	const known = new Set(lines.map((line) => line.id));
	const asked = new Map(given.map((grant) => [grant.costLineId, grant.approvedDong]));
	const sameLines = asked.size === known.size && given.every((grant) => known.has(grant.costLineId));
	if (!sameLines && (choice === "approve_in_part" || given.length > 0)) return { ok: false, fault: "other-lines" };

	const grants = lines.map(({ id, allowedDong }) => ({
		costLineId: id,
		approvedDong: choice === "approve" ? allowedDong : (asked.get(id) ?? 0n),
	}));
	const at = lines.findIndex((line, index) => (grants[index]?.approvedDong ?? 0n) > line.allowedDong);
	const above = lines[at];
	if (above) {
		const shownAt = given.findIndex((grant) => grant.costLineId === above.id);
		return { ok: false, fault: "above-allowed", at: shownAt, allowedDong: above.allowedDong };
	}
	const totalDong = sumDong(grants.map((grant) => grant.approvedDong));
	if (totalDong === 0n) return { ok: false, fault: "nothing" };
	return { ok: true, lines: grants, totalDong, inPart: totalDong < sumDong(lines.map((line) => line.allowedDong)) };
}

/**
 * The rules that come out differently from what was frozen, or allow another amount. Both lists name the rules of the
 * same lines in the same order, unless an item fell away; a rule that is younger than the submission counts where it fails.
 */
export function changedOutcomes(frozen: readonly RuleOutcome[], now: readonly RuleOutcome[]): RuleOutcome[] {
	const before = [...frozen];
	return now.filter((outcome) => {
		const at = before.findIndex(
			(each) => each.rule === outcome.rule && each.supportItemCode === outcome.supportItemCode,
		);
		const [was] = at < 0 ? [] : before.splice(at, 1);
		if (!was && frozen.every((each) => each.rule !== outcome.rule)) return outcome.outcome === "fail";
		const sameAmount =
			was?.rule !== "ceiling" || outcome.rule !== "ceiling" || was.facts.allowedDong === outcome.facts.allowedDong;
		return was?.outcome !== outcome.outcome || !sameAmount;
	});
}

/** What a row of the queue calls attention to. */
export type Attention = { kind: "new" | "due-today" | "overdue" | "locked" | "none"; overdueDays: number };

/** What matters most about an open file: that it is locked, late, due today, or not looked at yet. */
export function attentionOf(file: { state: string; locked: boolean; clock: AnswerClock }): Attention {
	const { overdueDays, remainingDays, dueOn } = file.clock;
	if (file.locked) return { kind: "locked", overdueDays: 0 };
	// The clock stands still: nothing is late, and the state says whose move it is.
	if (dueOn === null) return { kind: "none", overdueDays: 0 };
	if (overdueDays > 0) return { kind: "overdue", overdueDays };
	if (remainingDays === 0) return { kind: "due-today", overdueDays: 0 };
	return { kind: file.state === "submitted" ? "new" : "none", overdueDays: 0 };
}

/** A person's number is their tax code too: a list shows only its ends. */
export function shownTaxCode(taxCode: string): string {
	return /^\d{12}$/.test(taxCode) ? `${taxCode.slice(0, 6)}••••${taxCode.slice(-2)}` : taxCode;
}

export type QueuedFile = {
	submittedAt: Date;
	hasPriority: boolean;
	queueOrder: "submission-first" | "priority-first";
	/** Null while the clock stands still. */
	dueOn: PlainDate | null;
};

export const queueOrders = ["rules", "deadline"] as const;

export type QueueOrder = (typeof queueOrders)[number];

/**
 * Which of two files comes first. By the rules: in the order of days on which they were submitted, priority groups first
 * among those of one day; or priority groups before all others, where the programme says so (Decree 80/2021/NĐ-CP,
 * Article 4). By deadline: the nearest first, those whose clock stands still last.
 */
export function compareQueued(order: QueueOrder): (one: QueuedFile, other: QueuedFile) => number {
	const keys = (file: QueuedFile): string[] => {
		const priority = file.hasPriority ? "0" : "1";
		const first = file.queueOrder === "priority-first" ? priority : "0";
		const due = order === "deadline" ? (file.dueOn ?? "9999") : "";
		return [due, first, plainDateAt(file.submittedAt), priority, file.submittedAt.toISOString()];
	};
	return (one, other) => {
		const [ones, others] = [keys(one).join(" "), keys(other).join(" ")];
		return ones < others ? -1 : ones > others ? 1 : 0;
	};
}
