/** Everything that can be open about an application, the side that acts, and how a person stands to it. */

import type { ApplicationState } from "#app/application/application.states.ts";
import type { ClaimKind } from "#app/claim/advance/advance.rules.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import type { OwnShareStage } from "#app/disbursement/own-share/own-share.rules.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { AnswerClock } from "#app/kernel/working-days.ts";
import type { RecoveryState } from "#app/recovery/recovery.states.ts";

/** Who acts next. */
export type Side =
	/** Anybody of the business. */
	| "business"
	/** Those of the business who can bind it. */
	| "owner"
	| "reviewer"
	/** Another reviewer than the one who recommended. */
	| "second-reviewer"
	| "finance"
	/** Another finance officer than who made the batch or the notice. */
	| "second-finance"
	/** Another finance officer than who proposed it. */
	| "other-finance"
	/** Another programme officer than who stopped the payments. */
	| "programme"
	| "bank"
	/** Who sells, by a mailed link. */
	| "provider"
	/** A job of ours, in its own time. */
	| "system"
	| "nobody";

/** Everything that can be open, with the side that acts. */
export const sideOf = {
	figures: "business",
	assessment: "business",
	draft: "business",
	"draft-too-late": "business",
	changes: "business",
	review: "reviewer",
	confirm: "second-reviewer",
	sign: "owner",
	"provider-accept": "provider",
	"provider-declined": "business",
	lapse: "system",
	claim: "business",
	"own-share": "business",
	"own-share-refund": "bank",
	"own-share-refund-failed": "finance",
	"own-share-owed": "finance",
	"claim-draft": "business",
	"advance-draft": "business",
	"claim-mend": "business",
	"claim-check": "reviewer",
	"stripe-account": "business",
	stopped: "programme",
	pay: "finance",
	release: "second-finance",
	send: "finance",
	"bank-answer": "bank",
	/** The day by which a bank answers has passed: somebody asks it. */
	"ask-bank": "finance",
	"find-out": "finance",
	account: "business",
	"send-again": "finance",
	close: "system",
	"ask-back": "finance",
	"notice-confirm": "second-finance",
	"recovery-proposal": "other-finance",
	"notice-answer": "owner",
	"pay-back": "business",
	contest: "second-finance",
	"settle-notice": "finance",
	over: "nobody",
} as const satisfies Record<string, Side>;

export type TurnKind = keyof typeof sideOf;

export type Turn = {
	kind: TurnKind;
	whose: Side;
	/** The application's; null for what is asked of the business itself. */
	application: string | null;
	/** Of what it is about: the claim, the notice, else the application. */
	subject: string | null;
	/** First, second, … payment of the application. */
	number: number | null;
	amountDong: bigint | null;
	/** The last day, that day included. */
	dueOn: PlainDate | null;
	/** The day since which another is waited for, where that is told. */
	since: PlainDate | null;
	/** Working days of an answer that is waited for. */
	clock: AnswerClock | null;
	/** What was written by whoever asks. */
	said: string | null;
	/** The batch that a payment is in. */
	batch: string | null;
	/** Where the business does it, or sees how far it is. */
	href: string;
};

export type ClaimFacts = {
	reference: string;
	kind: ClaimKind;
	state: ClaimState;
	number: number;
	amountDong: bigint | null;
	/** Last day for the association's answer, while it checks. */
	answerDueOn: PlainDate | null;
	/** Why it was returned. */
	said: string | null;
	/** Stripe pays, and the payee has no account there that can be paid to. */
	needsStripe: boolean;
	payment: {
		state: DisbursementState;
		batch: string | null;
		/** A second person has released its batch. */
		released: boolean;
		/** Working days since it was sent, until the bank's answer is expected. */
		clock: AnswerClock | null;
		/** It came back, and there is nothing that the business has to mend, or it has done so. */
		accountMended: boolean;
	} | null;
};

export type RecoveryFacts = {
	reference: string;
	state: RecoveryState;
	amountDong: bigint;
	answerBy: PlainDate;
	/** An officer proposed to ask less, or wrote down money that came back, and another has to answer. */
	proposed: boolean;
	/** What is to be paid next; null while nothing is. */
	next: { dueOn: PlainDate; amountDong: bigint } | null;
};

/** What is known of one application. */
export type FileFacts = {
	reference: string;
	state: ApplicationState;
	amountDong: bigint | null;
	/** Last day on which its programme takes applications. */
	closesOn: PlainDate;
	/** Last day for the association's answer; null while its clock stands still. */
	answerDueOn: PlainDate | null;
	clock: AnswerClock | null;
	/** What was asked for with a request for changes. */
	said: string | null;
	/** Last day for whoever is to accept the agreement: the business, then its providers. */
	acceptBy: PlainDate | null;
	/** Providers that are parties of an agreement which the business has accepted; null before, and once it is in force. */
	providers: {
		waiting: readonly { name: string; askedOn: PlainDate }[];
		declined: readonly { name: string; reasons: string }[];
	} | null;
	payee: "provider" | "business";
	rail: "bank-file" | "stripe";
	claims: readonly ClaimFacts[];
	/** Costs can be claimed now (canStartClaim), and what of the approved amount is left for that. */
	canClaim: boolean;
	leftDong: bigint;
	/** Paid ahead, and nothing can earn it any more: it is to be asked back. */
	toReturnDong: bigint;
	/** The share of the business, where it may pay it in through Stripe; `payable` as canPayOwnShare says. */
	ownShare: { stage: OwnShareStage | null; dueDong: bigint; payable: boolean } | null;
	recoveries: readonly RecoveryFacts[];
	/** The day since which nothing more is paid, until a programme officer has decided. */
	stoppedOn: PlainDate | null;
};

/** How a person stands to an application; `locked` by a conflict of interest. */
export type Person =
	| { as: "business"; binds: boolean }
	/** `recommended`: is the one who recommended what now waits for another. */
	| { as: "reviewer"; locked: boolean; recommended: boolean }
	/** Sees to it that the association's reviewers answer in time. */
	| { as: "manager"; locked: boolean; today: PlainDate }
	/** `stopped`: is the one who stopped the payments. */
	| { as: "programme"; locked: boolean; stopped: boolean }
	/** `made`, `proposed`: the batches and notices that they made themselves, or proposed something about, and that so wait for another. */
	| { as: "finance"; locked: boolean; made: ReadonlySet<string>; proposed: ReadonlySet<string> }
	/** Reads only: auditors, administrators. */
	| { as: "reader" };

/** Whether it is that person who acts next. */
export function isTurnOf(
	{ whose, dueOn, subject, batch }: Pick<Turn, "whose" | "dueOn" | "subject" | "batch">,
	person: Person,
): boolean {
	switch (person.as) {
		case "business":
			return whose === "business" || (whose === "owner" && person.binds);
		case "reviewer":
			return !person.locked && (whose === "reviewer" || (whose === "second-reviewer" && !person.recommended));
		case "manager":
			return (
				!person.locked &&
				(whose === "reviewer" || whose === "second-reviewer") &&
				dueOn !== null &&
				dueOn < person.today
			);
		case "programme":
			return !person.locked && whose === "programme" && !person.stopped;
		case "finance":
			return (
				!person.locked &&
				(whose === "finance" ||
					(whose === "second-finance" && !person.made.has(batch ?? subject ?? "")) ||
					(whose === "other-finance" && !person.proposed.has(subject ?? "")))
			);
		case "reader":
			return false;
	}
}

/** Where staff do it, or read how far it is. */
export function staffDoor({
	kind,
	application,
	subject,
	batch,
}: Pick<Turn, "kind" | "application" | "subject" | "batch">): string {
	switch (kind) {
		case "claim-check":
			return `/review/claims/${subject}`;
		case "stopped":
			return `/city/stops/${application}`;
		case "pay":
		case "ask-back":
		case "own-share-refund-failed":
		case "own-share-owed":
			return "/finance";
		case "release":
		case "send":
		case "send-again":
		case "bank-answer":
		case "ask-bank":
		case "find-out":
			return batch ? `/finance/batches/${batch}` : "/finance";
		case "recovery-proposal":
			return `/finance/recoveries/${subject}/proposal`;
		case "notice-confirm":
		case "contest":
		case "settle-notice":
			return `/finance/recoveries/${subject}`;
		default:
			return `/review/${application}`;
	}
}

/** The first comes first: what is overdue and what is due soonest by its day, then what has no day. */
export function byUrgency(one: Pick<Turn, "dueOn">, other: Pick<Turn, "dueOn">): number {
	const [ones, others] = [one.dueOn ?? "9999-12-31", other.dueOn ?? "9999-12-31"];
	return ones < others ? -1 : ones > others ? 1 : 0;
}
