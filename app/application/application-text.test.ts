import { expect, test } from "vitest";
import type { AnswerClock } from "#app/kernel/working-days.ts";
import { clockSentence } from "./application-text.ts";

const clock: AnswerClock = {
	usedDays: 9,
	limitDays: 14,
	remainingDays: 5,
	dueOn: "2026-10-08",
	overdueDays: 0,
	pausedDays: 0,
	squares: [],
};

test.each<[Partial<AnswerClock>, string]>([
	[{}, "Ngày làm việc 9/14, còn 5\u00a0ngày làm việc, hạn 08/10/2026."],
	[
		{ pausedDays: 3 },
		"Ngày làm việc 9/14, còn 5\u00a0ngày làm việc, hạn 08/10/2026. Dừng 3\u00a0ngày làm việc chờ bổ sung.",
	],
	[{ usedDays: 14, remainingDays: 0 }, "Ngày làm việc 14/14, hạn hôm nay."],
	[{ usedDays: 16, remainingDays: 0, overdueDays: 2 }, "Quá hạn 2\u00a0ngày làm việc, hạn là 08/10/2026."],
	[{ dueOn: null, usedDays: 4 }, "Ngày làm việc 4/14. Đang dừng chờ bạn bổ sung."],
])("the clock says %j as it is", (change, sentence) => {
	expect(clockSentence({ ...clock, ...change }, "vi")).toBe(sentence);
});
