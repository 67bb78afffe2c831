import { expect, test } from "vitest";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { ownWait, type WaitingFile, waitingGroups } from "./waiting.rules.ts";

const clock = (usedDays: number, dueOn: PlainDate | null = "2026-09-25") => ({
	usedDays,
	dueOn,
	overdueDays: Math.max(usedDays - 14, 0),
});
const person = (personId: string, name: string) => ({ personId, name });
const file = (state: WaitingFile["state"], usedDays: number, wishes: Partial<WaitingFile> = {}): WaitingFile => ({
	state,
	locked: false,
	reviewer: null,
	clock: clock(usedDays),
	...wishes,
});

test("a file waits for who takes it up, its reviewer, a second person or the business", () => {
	const [ngan, phuc] = [person("1", "Lê Thị Kim Ngân"), person("2", "Trần Văn Phúc")];
	const groups = waitingGroups([
		file("in_review", 9, { reviewer: ngan }),
		file("submitted", 3),
		file("changes_requested", 4, { reviewer: ngan, clock: clock(4, null) }),
		file("recommended", 12, { reviewer: phuc, clock: clock(12, "2026-09-10") }),
		file("in_review", 16, { reviewer: phuc, clock: clock(16, "2026-09-07") }),
		file("in_review", 2, { reviewer: ngan, clock: clock(2, "2026-09-30") }),
		// Whoever took it up has a conflict since.
		file("in_review", 6),
	]);
	const none = { name: null, overdue: 0 };
	expect(groups).toEqual([
		{ ...none, kind: "nobody", files: 2, longestDays: 6, nextDueOn: "2026-09-25" },
		{ kind: "reviewer", name: phuc.name, files: 1, overdue: 1, longestDays: 16, nextDueOn: "2026-09-07" },
		{ kind: "reviewer", name: ngan.name, files: 2, overdue: 0, longestDays: 9, nextDueOn: "2026-09-25" },
		{ ...none, kind: "second", files: 1, longestDays: 12, nextDueOn: "2026-09-10" },
		{ ...none, kind: "business", files: 1, longestDays: 4, nextDueOn: null },
	]);
});

test("two reviewers of one name are two, and the busier comes first where neither is late", () => {
	const [one, other] = [person("1", "Nguyễn Văn An"), person("2", "Nguyễn Văn An")];
	const groups = waitingGroups([one, other, other].map((reviewer) => file("in_review", 1, { reviewer })));
	expect(groups.map(({ name, files }) => [name, files])).toEqual([
		["Nguyễn Văn An", 2],
		["Nguyễn Văn An", 1],
	]);
});

test("of files that the reader is tied to it says only how many there are", () => {
	const reviewer = person("1", "Lê Thị Kim Ngân");
	expect(waitingGroups([file("in_review", 20, { locked: true, reviewer })])).toEqual([
		{ kind: "locked", name: null, files: 1, overdue: 0, longestDays: null, nextDueOn: null },
	]);
	expect(waitingGroups([])).toEqual([]);
});

test("what waits for one reviewer alone is neither a colleague's, nor what another has to move first", () => {
	const [ngan, phuc] = [person("1", "Lê Thị Kim Ngân"), person("2", "Trần Văn Phúc")];
	const files = [
		file("in_review", 9, { reviewer: ngan }),
		file("in_review", 16, { reviewer: ngan, clock: clock(16, "2026-09-07") }),
		file("in_review", 20, { reviewer: phuc }),
		file("recommended", 18, { reviewer: ngan }),
		file("changes_requested", 19, { reviewer: ngan }),
		file("in_review", 17, { reviewer: ngan, locked: true }),
	];
	expect(ownWait(files, "1")).toMatchObject({ files: 2, overdue: 1, longestDays: 16, nextDueOn: "2026-09-07" });
	expect(ownWait(files, "3")).toBeNull();
});
