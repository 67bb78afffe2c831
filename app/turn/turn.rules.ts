/**
 * Whose turn it is. One table of everything that can be open about an application, and one function that finds it: first
 * pages, the pages of an application and its money, and mails ask here and nowhere else.
 */

import type { ApplicationState } from "#app/application/application.states.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import {
	byUrgency,
	type ClaimFacts,
	type FileFacts,
	isTurnOf,
	type Person,
	type RecoveryFacts,
	sideOf,
	type Turn,
	type TurnKind,
} from "./turns.ts";

type Found = Pick<Turn, "kind" | "href"> & Partial<Omit<Turn, "kind" | "whose" | "application">>;

/** Everything that is open about an application, most urgent first; empty once nobody has to do anything. */
export function openTurns(file: FileFacts, today: PlainDate): Turn[] {
	return [
		...ownStateTurns(file, today),
		...file.claims.flatMap((claim) => claimTurns(file, claim, today)),
		...laterTurns(file, today),
	]
		.map((found) => turnIn(file, found))
		.sort(byUrgency);
}

function turnIn(file: FileFacts, found: Found): Turn {
	return {
		subject: file.reference,
		number: null,
		amountDong: null,
		dueOn: null,
		since: null,
		clock: null,
		said: null,
		batch: null,
		...found,
		application: file.reference,
		whose: sideOf[found.kind],
	};
}

/** That its payments are stopped, from the day on which they were: before anything is claimed nobody else waits for it. */
export function stopOf(file: FileFacts): Turn | null {
	if (file.stoppedOn === null) return null;
	return turnIn(file, { kind: "stopped", since: file.stoppedOn, href: `${own(file)}/money` });
}

/** The one thing to say about an application: what the person has to do, else what is waited for, else that it is over. */
export function turnOf(file: FileFacts, person: Person, today: PlainDate): Turn {
	const open = openTurns(file, today);
	return (
		open.find((turn) => isTurnOf(turn, person)) ??
		open[0] ?? {
			...{ kind: "over", whose: sideOf.over, application: file.reference, subject: file.reference, number: null },
			...{
				amountDong: file.amountDong,
				dueOn: null,
				since: null,
				clock: null,
				said: null,
				batch: null,
				href: own(file),
			},
		}
	);
}

/** What is sought among all that is open: of those kinds, and about that claim or notice where one is named. */
export type Sought = { kinds: readonly TurnKind[]; subject?: string };

/** What is open of those kinds, whoever acts: the person's own in front; null once it was done. */
export function soughtTurn(
	file: FileFacts,
	person: Person,
	{ today, kinds, subject }: Sought & { today: PlainDate },
): Turn | null {
	const open = openTurns(file, today).filter(
		(turn) => kinds.includes(turn.kind) && (subject === undefined || turn.subject === subject),
	);
	return open.find((turn) => isTurnOf(turn, person)) ?? open[0] ?? null;
}

const own = ({ reference }: FileFacts) => `/applications/${reference}`;

/** What follows from the state of the application itself. */
function ownStateTurns(file: FileFacts, today: PlainDate): Found[] {
	const { state, amountDong, answerDueOn, clock, said, acceptBy, closesOn } = file;
	const href = own(file);
	switch (state) {
		case "draft":
			return closesOn < today
				? [{ kind: "draft-too-late", href, amountDong, dueOn: closesOn }]
				: [{ kind: "draft", href, amountDong, dueOn: closesOn }];
		case "submitted":
		case "in_review":
			return [{ kind: "review", href, amountDong, clock, dueOn: answerDueOn }];
		case "changes_requested":
			return [{ kind: "changes", href, amountDong, said }];
		case "recommended":
			return [{ kind: "confirm", href, amountDong, clock, dueOn: answerDueOn }];
		case "approved":
			return acceptBy !== null && acceptBy < today
				? [{ kind: "lapse", href, amountDong, dueOn: acceptBy }]
				: [{ ...acceptanceTurn(file), href: `${href}/agreement`, amountDong, dueOn: acceptBy }];
		case "agreed":
			return agreedTurns(file, today);
		case "rejected":
		case "completed":
		case "lapsed":
		case "withdrawn":
		case "cancelled":
			return [];
	}
}

/** Who is to accept the agreement: the business, then each provider; or the business decides about one that declined. */
function acceptanceTurn({ providers }: FileFacts): Pick<Found, "kind" | "said" | "since"> {
	if (!providers) return { kind: "sign" };
	const [declined] = providers.declined;
	if (declined) return { kind: "provider-declined", said: `${declined.name}: ${declined.reasons}` };
	const { waiting } = providers;
	const [since = null] = waiting.map(({ askedOn }) => askedOn).sort();
	return { kind: "provider-accept", said: waiting.map(({ name }) => name).join(", "), since };
}

/** After the agreement: what is to be claimed, or who ends it. */
function agreedTurns(file: FileFacts, today: PlainDate): Found[] {
	const href = own(file);
	if (file.canClaim) {
		const { ownShare, leftDong } = file;
		return ownShare?.payable && (ownShare.stage === null || ownShare.stage === "open" || ownShare.stage === "expired")
			? [{ kind: "own-share", href: `${href}/own-share`, amountDong: ownShare.dueDong }]
			: [{ kind: "claim", href: `${href}/claims/new`, amountDong: leftDong }];
	}
	if (file.claims.some((claim) => claimTurns(file, claim, today).length > 0)) return [];
	if (file.toReturnDong > 0n) return [{ kind: "ask-back", href: `${href}/money`, amountDong: file.toReturnDong }];
	return file.recoveries.some((recovery) => recoveryTurns(file, recovery, today).length > 0)
		? []
		: [{ kind: "close", href: `${href}/money`, amountDong: file.amountDong }];
}

function claimTurns(file: FileFacts, claim: ClaimFacts, today: PlainDate): Found[] {
	const { reference: subject, number, amountDong, payment } = claim;
	const about = { subject, number, amountDong };
	const href = `/claims/${subject}`;
	if (isStopped(file, claim)) {
		return [{ ...about, kind: "stopped", since: file.stoppedOn, href: `${own(file)}/money` }];
	}
	switch (claim.state) {
		case "draft":
			return [{ ...about, kind: claim.kind === "advance" ? "advance-draft" : "claim-draft", href }];
		case "returned":
			return [{ ...about, kind: "claim-mend", href, said: claim.said }];
		case "submitted":
			return [
				{ ...about, kind: "claim-check", href, dueOn: claim.answerDueOn },
				...(claim.needsStripe ? [{ ...about, kind: "stripe-account" as const, href: `${href}/stripe` }] : []),
			];
		case "refused":
			return [];
		case "verified":
			// What was paid ahead already is not paid again.
			if (amountDong === 0n && !payment) return [];
			if (claim.needsStripe && !payment) return [{ ...about, kind: "stripe-account", href: `${href}/stripe` }];
			return paymentTurns(file, claim, { about, today });
	}
}

/** What is with the bank can be stopped no more, and what the business mends is not due yet. */
function isStopped({ stoppedOn }: FileFacts, { state, amountDong, payment }: ClaimFacts): boolean {
	if (stoppedOn === null || (state !== "submitted" && state !== "verified")) return false;
	if (state === "verified" && amountDong === 0n && !payment) return false;
	return payment === null || payment.state === "scheduled" || payment.state === "failed";
}

function paymentTurns(
	file: FileFacts,
	{ payment }: ClaimFacts,
	{ about, today }: { about: Partial<Found> & { subject: string }; today: PlainDate },
): Found[] {
	const money = `${own(file)}/money`;
	if (!payment) return [{ ...about, kind: "pay", href: money }];
	const { batch, released, clock } = payment;
	switch (payment.state) {
		case "scheduled":
			return [{ ...about, kind: !batch ? "pay" : released ? "send" : "release", href: money, batch }];
		case "sent": {
			const dueOn = clock?.dueOn ?? null;
			// Banks remind nobody: once the day has passed it is for somebody to ask.
			const kind = dueOn !== null && dueOn < today ? "ask-bank" : "bank-answer";
			return [{ ...about, kind, href: money, dueOn, clock, batch }];
		}
		case "unknown":
			return [{ ...about, kind: "find-out", href: money, batch }];
		case "failed":
			return payment.accountMended
				? [{ ...about, kind: "send-again", href: money, batch }]
				: [{ ...about, kind: "account", href: accountHref(file, about.subject), batch }];
		case "paid":
		case "cancelled":
			return [];
	}
}

/** Where the account is mended that a payment came back from. */
function accountHref({ rail, payee }: FileFacts, claim: string): string {
	if (rail === "stripe") return `/claims/${claim}/stripe`;
	return payee === "provider" ? `/claims/${claim}/correct-account` : "/business/bank-account";
}

/** What may be open whatever became of the application: money that goes back. */
function laterTurns(file: FileFacts, today: PlainDate): Found[] {
	const { ownShare } = file;
	const href = `${own(file)}/own-share`;
	const refund: Found[] =
		ownShare?.stage === "owed"
			? [{ kind: "own-share-owed", href, amountDong: ownShare.dueDong }]
			: ownShare?.stage === "refunding"
				? [{ kind: "own-share-refund", href, amountDong: ownShare.dueDong }]
				: ownShare?.stage === "refund-failed"
					? [{ kind: "own-share-refund-failed", href, amountDong: ownShare.dueDong }]
					: [];
	return [...refund, ...file.recoveries.flatMap((recovery) => recoveryTurns(file, recovery, today))];
}

function recoveryTurns(file: FileFacts, recovery: RecoveryFacts, today: PlainDate): Found[] {
	const about = { subject: recovery.reference, amountDong: recovery.next?.amountDong ?? recovery.amountDong };
	// What officers propose among themselves is none of the business's pages.
	const proposal: Found[] = recovery.proposed
		? [{ ...about, kind: "recovery-proposal", href: `${own(file)}/money` }]
		: [];
	return [...proposal, ...stateTurns(file, recovery, today)];
}

function stateTurns(file: FileFacts, recovery: RecoveryFacts, today: PlainDate): Found[] {
	const { reference, state, amountDong, answerBy, next } = recovery;
	const href = `${own(file)}/recoveries/${reference}`;
	const about = { subject: reference, href, amountDong: next?.amountDong ?? amountDong };
	switch (state) {
		case "drafted":
			// The business is not told yet.
			return [{ ...about, kind: "notice-confirm", href: `${own(file)}/money` }];
		case "contested":
			return [{ ...about, kind: "contest" }];
		case "notified":
		case "due":
			if (!next) return [{ ...about, kind: "settle-notice" }];
			// Whoever said nothing in time cannot contest any more, and pays.
			return state === "notified" && today <= answerBy
				? [{ ...about, kind: "notice-answer", dueOn: answerBy }]
				: [{ ...about, kind: "pay-back", dueOn: next.dueOn }];
		case "settled":
		case "dropped":
			return [];
	}
}

/** What the business itself lacks for an application that it is writing, or for its first. */
export function missingTurn(business: {
	missing: "figures" | "assessment" | null;
	states: readonly ApplicationState[];
	/** Something is open about one of its applications. */
	busy: boolean;
}): Turn | null {
	const { missing, states, busy } = business;
	const writes = states.some((state) => state === "draft" || state === "changes_requested");
	if (missing === null || (busy && !writes)) return null;
	return {
		...{ kind: missing, whose: sideOf[missing], application: null, subject: null, number: null },
		...{ amountDong: null, dueOn: null, since: null, clock: null, said: null, batch: null },
		href: missing === "figures" ? "/business/figures" : "/assess",
	};
}
