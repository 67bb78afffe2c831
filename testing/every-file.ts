import { applicationStates } from "#app/application/application.states.ts";
import { canStartClaim } from "#app/claim/claim.access.ts";
import { claimStates } from "#app/claim/claim.states.ts";
import { disbursementStates } from "#app/disbursement/disbursement.states.ts";
import { canPayOwnShare, type OwnShareStage } from "#app/disbursement/own-share/own-share.rules.ts";
import { addDays, type PlainDate } from "#app/kernel/plain-date.ts";
import type { AnswerClock } from "#app/kernel/working-days.ts";
import { awaitsMoney, recoveryStates } from "#app/recovery/recovery.states.ts";
import routes from "#app/routes.ts";
import type { ClaimFacts, FileFacts } from "#app/turn/turns.ts";

/** The day on which whose turn it is is asked. */
export const TODAY = "2026-11-18";
export const [YESTERDAY, TOMORROW] = [addDays(TODAY, -1), addDays(TODAY, 1)];

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

const known = new Map<string, boolean>();

/** Whether there is a page at an address. */
export function isPage(address: string): boolean {
	const found = known.get(address) ?? patterns.some((pattern) => pattern.test(address));
	known.set(address, found);
	return found;
}

function clockUntil(dueOn: PlainDate): AnswerClock {
	const numbers = { usedDays: 3, limitDays: 3, remainingDays: 0, overdueDays: dueOn < TODAY ? 1 : 0, pausedDays: 0 };
	return { ...numbers, dueOn, squares: [] };
}

/** One claim in every state, with a payment in every state where it can have one. */
export const everyClaim = (kind: ClaimFacts["kind"]): ClaimFacts[] => {
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
				[
					{ batch: null, released: false },
					{ batch: "DC-1", released: false },
					{ batch: "DC-1", released: true },
				].flatMap((sent) =>
					// The bank's answer is not waited for, is due today, is overdue.
					(payment === "sent" && sent.released ? [null, TODAY, YESTERDAY] : [null]).map((dueOn) => ({
						...{ ...claim, state },
						payment: { state: payment, ...sent, clock: dueOn === null ? null : clockUntil(dueOn), accountMended },
					})),
				),
			),
		);
		return [...alone, { ...claim, state, needsStripe: true }, { ...claim, state, amountDong: 0n }, ...paid];
	});
};

const stages: (OwnShareStage | null)[] = [
	...([null, "open", "held", "passed", "refunding"] as const),
	...(["refunded", "refund-failed", "expired", "taken", "owed"] as const),
];

export const everyRecovery = recoveryStates.flatMap((state) =>
	[YESTERDAY, TODAY, TOMORROW].flatMap((answerBy) =>
		[null, YESTERDAY, TOMORROW].flatMap((dueOn) =>
			[false, ...(awaitsMoney(state) ? [true] : [])].map((proposed) => ({
				...{ reference: "TH-1", state, amountDong: 3n, answerBy, proposed },
				next: dueOn && awaitsMoney(state) && state !== "contested" ? { dueOn, amountDong: 2n } : null,
			})),
		),
	),
);

const everyProviders: FileFacts["providers"][] = [
	null,
	{
		waiting: [
			{ name: "Vàm Sông", askedOn: TODAY },
			{ name: "Cù Lao", askedOn: YESTERDAY },
		],
		declined: [],
	},
	{ waiting: [{ name: "Vàm Sông", askedOn: TODAY }], declined: [{ name: "Cù Lao", reasons: "Giá đã tăng." }] },
];

type Claims = readonly ClaimFacts[];

/** The facts as the reads put them together: what can be claimed follows from the claims, by the rules of the rooms. */
export function fileOf(given: Partial<FileFacts> & Pick<FileFacts, "state">, ended = false): FileFacts {
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
			stoppedOn: null,
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
				yield fileOf({ state, claims: [claim], stoppedOn: YESTERDAY }, ended);
				yield fileOf({ state, claims: [claim], recoveries: everyRecovery.slice(0, 1) }, ended);
			}
		}
	}
}

/** Every file that there can be. */
export const everyFiles = [...everyFile()];
