import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canAccept, canAskProvider, canGiveUp } from "#app/agreement/agreement.access.ts";
import { canChange, canWithdraw } from "#app/application/application.access.ts";
import { applicationStates, isOver } from "#app/application/application.states.ts";
import { canChangeClaim, canStartClaim } from "#app/claim/claim.access.ts";
import { claimStates } from "#app/claim/claim.states.ts";
import { disbursementStates } from "#app/disbursement/disbursement.states.ts";
import { canPayOwnShare, type OwnShareStage } from "#app/disbursement/own-share/own-share.rules.ts";
import { addDays } from "#app/kernel/plain-date.ts";
import { canAnswer, canContest } from "#app/recovery/recovery.access.ts";
import { awaitsMoney, recoveryStates } from "#app/recovery/recovery.states.ts";
import routes from "../routes.ts";
import { missingTurn, openTurns, turnOf } from "./turn.rules.ts";
import { byUrgency, type ClaimFacts, type FileFacts, isTurnOf, type Person, sideOf, type Turn } from "./turns.ts";

const TODAY = "2026-11-18";
const [YESTERDAY, TOMORROW] = [addDays(TODAY, -1), addDays(TODAY, 1)];

const own: Person = { as: "business", binds: true };
const helper: Person = { as: "business", binds: false };

type Entry = { path?: string; index?: boolean; children?: Entry[] };

function pathsOf(entries: Entry[], parent = ""): string[] {
	return entries.flatMap((entry) => {
		const path = entry.path === undefined ? parent : `${parent}/${entry.path}`;
		return [...(entry.path === undefined ? [] : [path]), ...pathsOf(entry.children ?? [], path)];
	});
}

const patterns = pathsOf(routes as Entry[])
	.filter((path) => path !== "/*")
	.map((path) => new RegExp(`^${path.replace(/\./g, "\\.").replace(/:\w+/g, "[^/]+")}$`));

/** One claim in every state, with a payment in every state where it can have one. */
const everyClaim = (kind: ClaimFacts["kind"]): ClaimFacts[] => {
	const claim: ClaimFacts = {
		...{ reference: "DN-1", kind, number: 1, amountDong: 5n, answerDueOn: TOMORROW, said: null },
		...{ needsStripe: false, payment: null, state: "draft" },
	};
	return claimStates.flatMap((state): ClaimFacts[] => {
		const alone = [{ ...claim, state }];
		if (state === "submitted") return [...alone, { ...claim, state, needsStripe: true }];
		if (state !== "verified") return alone;
		const paid = disbursementStates.flatMap((payment) =>
			[true, false].flatMap((accountMended) =>
				[null, "DC-1"].map((batch) => ({
					...claim,
					state,
					payment: { state: payment, batch, clock: null, accountMended },
				})),
			),
		);
		return [...alone, { ...claim, state, needsStripe: true }, { ...claim, state, amountDong: 0n }, ...paid];
	});
};

const stages: (OwnShareStage | null)[] = [
	...([null, "open", "held", "passed", "refunding"] as const),
	...(["refunded", "refund-failed", "expired"] as const),
];

const everyRecovery = recoveryStates.flatMap((state) =>
	[YESTERDAY, TODAY, TOMORROW].flatMap((answerBy) =>
		[null, YESTERDAY, TOMORROW].map((dueOn) => ({
			...{ reference: "TH-1", state, amountDong: 3n, answerBy },
			next: dueOn && awaitsMoney(state) && state !== "contested" ? { dueOn, amountDong: 2n } : null,
		})),
	),
);

const everyProviders: FileFacts["providers"][] = [
	null,
	{ waiting: ["Vàm Sông", "Cù Lao"], declined: [] },
	{ waiting: ["Vàm Sông"], declined: [{ name: "Cù Lao", reasons: "Giá đã tăng." }] },
];

type Claims = readonly ClaimFacts[];

/** The facts as the reads put them together: what can be claimed follows from the claims, by the rules of the rooms. */
function fileOf(given: Partial<FileFacts> & Pick<FileFacts, "state">, ended = false): FileFacts {
	const claims: Claims = given.claims ?? [];
	const advance = claims.find(({ kind, state }) => kind === "advance" && state !== "refused");
	const claimable = {
		state: given.state,
		hasOpenClaim: claims.some(({ state }) => state === "draft" || state === "submitted" || state === "returned"),
		...{ ended, lastClaimMade: ended, leftDong: ended ? 0n : 7n },
		awaitsAdvance: advance !== undefined && advance.payment?.state !== "paid",
	};
	const claimed = claims.some(({ state }) => state !== "draft" && state !== "refused");
	return {
		...{ reference: "HS-1", amountDong: 9n, closesOn: TOMORROW, answerDueOn: TOMORROW, clock: null, said: null },
		...{
			acceptBy: TOMORROW,
			providers: null,
			payee: "provider",
			rail: "bank-file",
			claims,
			toReturnDong: 0n,
			recoveries: [],
			stopped: false,
		},
		canClaim: canStartClaim(claimable).allowed,
		leftDong: claimable.leftDong,
		...given,
		ownShare: given.ownShare && {
			...given.ownShare,
			payable: canPayOwnShare({ state: given.state, claimed }).allowed,
		},
	} as FileFacts;
}

/** Every combination of states that the reads can find. */
function* everyFile(): Generator<FileFacts> {
	for (const state of applicationStates) {
		for (const closesOn of [YESTERDAY, TODAY]) {
			for (const acceptBy of [null, YESTERDAY, TODAY]) {
				for (const providers of everyProviders) yield fileOf({ state, closesOn, acceptBy, providers });
			}
		}
		for (const recovery of everyRecovery) yield fileOf({ state, recoveries: [recovery] });
		if (state !== "agreed" && state !== "completed" && state !== "cancelled") continue;
		for (const stage of stages) yield fileOf({ state, ownShare: { stage, dueDong: 4n, payable: false } });
		for (const ended of [true, false]) {
			for (const toReturnDong of [0n, 6n]) yield fileOf({ state, toReturnDong }, ended);
			for (const claim of [...everyClaim("costs"), ...everyClaim("advance"), ...everyClaim("retention")]) {
				for (const rail of ["bank-file", "stripe"] as const) {
					for (const payee of ["provider", "business"] as const) {
						yield fileOf({ state, rail, payee, claims: [claim] }, ended);
					}
				}
				yield fileOf({ state, claims: [claim], stopped: true }, ended);
				yield fileOf({ state, claims: [claim], recoveries: everyRecovery.slice(0, 1) }, ended);
			}
		}
	}
}

const files = [...everyFile()];

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
		...open.flatMap(({ href }) => (patterns.some((pattern) => pattern.test(href)) ? [] : [`no page at ${href}`])),
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
	const [notice] = everyRecovery.filter(({ state }) => state === "notified");
	const told = fileOf({
		state: "completed",
		recoveries: notice ? [{ ...notice, answerBy: TODAY, next: { dueOn: TOMORROW, amountDong: 2n } }] : [],
	});
	const reviewer: Person = { as: "reviewer", locked: false, recommended: false };
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
		["another officer releases a batch", batched, { as: "finance", made: false }, true],
		["its maker does not", batched, { as: "finance", made: true }, false],
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
		return openTurns(fileOf({ state: "agreed", claims: [claim], stopped: true }, true), TODAY).map(({ kind }) => kind);
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
