import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ShownTurn } from "./known-files.server.ts";
import { TurnList } from "./turn-list.tsx";
import { WaitingList } from "./waiting-list.tsx";

// The real link needs a router around it, which says nothing about the words.
const turn: ShownTurn = {
	...{ kind: "review", whose: "reviewer", href: "/x", application: "HS-2026-000001", subject: null, number: null },
	...{ amountDong: 9_000_000n, dueOn: "2026-09-08", daysLeft: 0, overdueDays: 0, since: null, clock: null },
	...{ said: null, batch: null, state: null, association: null, programme: null, otherWay: null, byStripe: false },
} as ShownTurn;
const bank = { ...turn, kind: "bank-answer", whose: "bank", subject: "DN-2026-000001", number: 2 } as ShownTurn;
const late = { ...bank, kind: "ask-bank", whose: "finance", overdueDays: 2 } as ShownTurn;

const waiting = (of: ShownTurn) =>
	renderToStaticMarkup(<WaitingList turns={[of]} usual={{ from: 5, to: 13 }} />).replace(/&#x27;/g, "'");

test("who waits for a late bank reads who asks it, by its name", () => {
	expect(waiting(late)).toContain("Hỏi ngân hàng về lần chi 2");
	expect(waiting(late)).toContain("Sở Tài chính");
	expect(waiting(late)).toContain("Chưa có trả lời của ngân hàng thì không chi lại.");
	expect(waiting({ ...late, byStripe: true })).toContain("Chưa có trả lời của Stripe");
	expect(waiting(bank)).not.toContain("không chi lại");
});

test("how long like applications take stands on a line of its own, with how that is counted", () => {
	expect(waiting(turn)).toMatch(
		/<span class="block[^"]*">Hồ sơ tương tự: [^<]+ <a href="\/how-counted#waiting">Cách tính/,
	);
	expect(waiting(bank)).not.toContain("Hồ sơ tương tự");
});

test("a notice that the title names is not named again below it", () => {
	const recovery = { ...turn, kind: "pay-back", whose: "owner", subject: "TH-2026-0002" } as ShownTurn;
	expect(renderToStaticMarkup(<TurnList turns={[recovery]} />).match(/TH-2026-0002/g)).toHaveLength(1);
});
