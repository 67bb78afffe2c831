import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canAccept, canAskProvider, canGiveUp } from "#app/agreement/agreement.access.ts";
import { canChange, canWithdraw } from "#app/application/application.access.ts";
import { isOver } from "#app/application/application.states.ts";
import { canChangeClaim } from "#app/claim/claim.access.ts";
import { addDays } from "#app/kernel/plain-date.ts";
import { canAnswer, canContest } from "#app/recovery/recovery.access.ts";
import { awaitsMoney } from "#app/recovery/recovery.states.ts";
import {
	everyClaim,
	everyRecovery,
	fileOf,
	everyFiles as files,
	isPage,
	TODAY,
	TOMORROW,
	YESTERDAY,
} from "#testing/every-file.ts";
import { missingTurn, openTurns, turnOf } from "./turn.rules.ts";
import {
	byUrgency,
	type ClaimFacts,
	type FileFacts,
	isTurnOf,
	type Person,
	sideOf,
	staffDoor,
	type Turn,
} from "./turns.ts";

const own: Person = { as: "business", binds: true };
const helper: Person = { as: "business", binds: false };

function agreementSeen({ state, acceptBy, providers }: FileFacts) {
	const accepted = providers !== null;
	const declined = (providers?.declined.length ?? 0) > 0;
	const lastDay = acceptBy ?? TODAY;
	return { state, membership: "owner", today: TODAY, lastDay, extended: false, accepted, declined };
}

/** Whether the person of the business may do it, by the rules that its page asks. */
function isOpenDoor(turn: Turn, file: FileFacts): boolean {
	const claim = file.claims.find(({ reference }) => reference === turn.subject);
	const recovery = file.recoveries.find(({ reference }) => reference === turn.subject);
	const seen = { membership: "owner", today: TODAY };
	switch (turn.kind) {
		case "draft":
		case "changes":
			return canChange(file).allowed;
		case "draft-too-late":
			return canWithdraw(file).allowed;
		case "sign":
			return canAccept(agreementSeen(file)).allowed;
		case "provider-declined":
			return canAskProvider(agreementSeen(file), "declined").allowed && canGiveUp(agreementSeen(file)).allowed;
		case "claim":
			return file.canClaim;
		case "own-share":
			return file.ownShare?.payable === true;
		case "claim-draft":
		case "advance-draft":
		case "claim-mend":
			return claim !== undefined && canChangeClaim(claim).allowed;
		case "stripe-account":
			return claim?.needsStripe === true;
		case "account":
			return claim?.payment?.state === "failed";
		case "notice-answer":
			return (
				recovery !== undefined &&
				canAnswer({ ...seen, ...recovery }).allowed &&
				canContest({ ...seen, ...recovery }).allowed
			);
		case "pay-back":
			return recovery !== undefined && awaitsMoney(recovery.state);
		default:
			return false;
	}
}

/** What is wrong with the turns of an application; nothing, it is to be hoped. */
function faultsOf(file: FileFacts): string[] {
	const open = openTurns(file, TODAY);
	const turn = turnOf(file, own, TODAY);
	const names = open.map(({ kind, subject }) => `${kind} ${subject}`);
	const mine = open.filter((each) => isTurnOf(each, own));
	return [
		...open.flatMap(({ kind, whose }) => (whose === sideOf[kind] ? [] : [`${kind} is of ${whose}`])),
		...(new Set(names).size === names.length ? [] : [`named twice: ${names}`]),
		...((turn.kind === "over") === (open.length === 0) ? [] : ["over, and something is open"]),
		...(isTurnOf(turn, own) === mine.length > 0 ? [] : [`has ${mine.length} things to do, and is told ${turn.kind}`]),
		// As long as its state can change somebody acts.
		...(isOver(file.state) || turn.whose !== "nobody" ? [] : ["nobody acts"]),
		...open.flatMap(({ href }) => (isPage(href) ? [] : [`no page at ${href}`])),
		...mine.flatMap((each) => (isOpenDoor(each, file) ? [] : [`${each.kind} is refused`])),
	].map((fault) => `${file.state} ${JSON.stringify(file.claims)} ${JSON.stringify(file.recoveries)}: ${fault}`);
}

test("in every combination of states exactly one side acts, and what the business is asked to do it may do, on a page that there is", () => {
	expect(files.length).toBeGreaterThan(1_500);
	expect(files.flatMap(faultsOf)).toEqual([]);
	const kinds = new Set(files.flatMap((file) => openTurns(file, TODAY).map(({ kind }) => kind)));
	const all = Object.keys(sideOf).filter((kind) => !["figures", "assessment", "over"].includes(kind));
	expect([...kinds].sort()).toEqual(all.sort());
});

describe("who it is", () => {
	const recommended = fileOf({ state: "recommended" });
	const scheduled = everyClaim("costs").find(
		({ payment }) => payment?.state === "scheduled" && payment.batch,
	) as ClaimFacts;
	const batched = fileOf({ state: "agreed", claims: [scheduled] }, true);
	const [notice] = everyRecovery.filter(({ state, proposed }) => state === "notified" && !proposed);
	const told = fileOf({
		state: "completed",
		recoveries: notice ? [{ ...notice, answerBy: TODAY, next: { dueOn: TOMORROW, amountDong: 2n } }] : [],
	});
	const proposed = fileOf({
		state: "completed",
		recoveries: told.recoveries.map((recovery) => ({ ...recovery, proposed: true })),
	});
	const reviewer: Person = { as: "reviewer", locked: false, recommended: false };
	const finance: Person = { as: "finance", locked: false, made: new Set(), proposed: new Set() };
	test.each<[string, FileFacts, Person, boolean]>([
		["an owner signs", fileOf({ state: "approved" }), own, true],
		["who cannot bind the business waits for the owner to sign", fileOf({ state: "approved" }), helper, false],
		["and to answer a notice", told, helper, false],
		["an owner answers it", told, own, true],
		["anybody of the business mends a claim", fileOf({ state: "changes_requested" }), helper, true],
		["a reviewer reviews", fileOf({ state: "submitted" }), reviewer, true],
		["a locked one does not", fileOf({ state: "submitted" }), { ...reviewer, locked: true }, false],
		["a second reviewer confirms", recommended, reviewer, true],
		["the first does not", recommended, { ...reviewer, recommended: true }, false],
		["another officer releases a batch", batched, finance, true],
		["its maker does not", batched, { ...finance, made: new Set(["DC-1"]), proposed: new Set() }, false],
		["another officer answers a proposal", proposed, finance, true],
		["who made the notice answers it, too", proposed, { ...finance, made: new Set(["TH-1"]) }, true],
		["who proposed it does not", proposed, { ...finance, proposed: new Set(["TH-1"]) }, false],
		["nor one who is tied to it", batched, { ...finance, locked: true }, false],
		["who only reads never acts", recommended, { as: "reader" }, false],
		["nor does the business meanwhile", recommended, own, false],
	])("%s", (_name, file, person, expected) => {
		expect(isTurnOf(turnOf(file, person, TODAY), person)).toBe(expected);
	});
});

describe("while payments are stopped", () => {
	const kindsOf = (state: string, payment?: string, batch: string | null = null) => {
		const claim = everyClaim("costs").find(
			(each) => each.state === state && each.payment?.state === payment && (each.payment?.batch ?? null) === batch,
		) as ClaimFacts;
		return openTurns(fileOf({ state: "agreed", claims: [claim], stoppedOn: TODAY }, true), TODAY).map(
			({ kind }) => kind,
		);
	};
	test.each<[string, string, string | undefined, string | null, string[]]>([
		["what the association checks waits for a programme officer", "submitted", undefined, null, ["stopped"]],
		["what is due does", "verified", undefined, null, ["stopped"]],
		["also in a batch", "verified", "scheduled", "DC-1", ["stopped"]],
		["and where the bank returned it", "verified", "failed", null, ["stopped"]],
		["what the bank has is waited for", "verified", "sent", "DC-1", ["bank-answer"]],
		["what is to be mended still is", "returned", undefined, null, ["claim-mend"]],
	])("%s", (_name, state, payment, batch, kinds) => {
		expect(kindsOf(state, payment, batch)).toEqual(kinds);
	});
});

describe("a payment that the bank has", () => {
	const sent = (dueOn: string | null) => {
		const claim = everyClaim("costs").find(
			({ payment }) => payment?.state === "sent" && payment.batch && (payment.clock?.dueOn ?? null) === dueOn,
		) as ClaimFacts;
		return fileOf({ state: "agreed", claims: [claim] }, true);
	};
	const reviewer: Person = { as: "reviewer", locked: false, recommended: false };
	const manager: Person = { as: "manager", locked: false, today: TODAY };
	const programme: Person = { as: "programme", locked: false, stopped: false };
	const finance: Person = { as: "finance", locked: false, made: new Set(), proposed: new Set() };
	test.each<[string, Person, boolean]>([
		["an owner", own, false],
		["who helps in the business", helper, false],
		["a reviewer", reviewer, false],
		["a manager", manager, false],
		["a programme officer", programme, false],
		["a finance officer", finance, true],
		["also who made its batch: asking needs no second person", { ...finance, made: new Set(["DC-1"]) }, true],
		["but not one who is tied to it", { ...finance, locked: true }, false],
		["who only reads", { as: "reader" }, false],
	])("is asked about once its answer is overdue, by a finance officer: %s", (_who, person, asks) => {
		for (const [dueOn, kind] of [
			[null, "bank-answer"],
			[TODAY, "bank-answer"],
			[YESTERDAY, "ask-bank"],
		] as const) {
			const turn = turnOf(sent(dueOn), person, TODAY);
			expect({ kind: turn.kind, mine: isTurnOf(turn, person) }).toEqual({ kind, mine: asks && kind === "ask-bank" });
			expect(staffDoor(turn)).toBe("/finance/batches/DC-1");
		}
	});
});

describe("what is claimed in full", () => {
	const verified = everyClaim("costs").find(({ state, payment }) => state === "verified" && !payment) as ClaimFacts;
	test("is not asked to be claimed again: the finance office acts", () => {
		expect(openTurns(fileOf({ state: "agreed", claims: [verified] }, true), TODAY).map(({ kind }) => kind)).toEqual([
			"pay",
		]);
	});
	test("but the rest of what is claimed in part is", () => {
		const kinds = openTurns(fileOf({ state: "agreed", claims: [verified] }), TODAY).map(({ kind }) => kind);
		expect(kinds).toEqual(["claim", "pay"]);
	});
});

test("most urgent first: overdue, the nearest day, no day", () => {
	const day = fc.option(fc.integer({ min: -30, max: 30 }).map((days) => addDays(TODAY, days)));
	fc.assert(
		fc.property(fc.array(fc.record({ dueOn: day })), (turns) => {
			const days = [...turns].sort(byUrgency).map(({ dueOn }) => dueOn);
			const known = days.filter((each) => each !== null);
			expect(days.slice(0, known.length)).toEqual([...known].sort());
		}),
	);
});

test.each<[Parameters<typeof missingTurn>[0], string | null]>([
	[{ missing: null, states: [], busy: false }, null],
	[{ missing: "figures", states: [], busy: false }, "/business/figures"],
	[{ missing: "assessment", states: [], busy: false }, "/assess"],
	// It is waited for the answer, or for money: old figures stop nothing.
	[{ missing: "figures", states: ["submitted"], busy: true }, null],
	[{ missing: "figures", states: ["agreed", "draft"], busy: true }, "/business/figures"],
	[{ missing: "figures", states: ["completed"], busy: false }, "/business/figures"],
])("what the business itself lacks, for %j", (business, href) => {
	expect(missingTurn(business)?.href ?? null).toBe(href);
});
