import type { Kysely } from "kysely";
import { answerPauses } from "#app/application/answer-clock.server.ts";
import { type ApplicationState, statesInProgress } from "#app/application/application.states.ts";
import { judgeLines } from "#app/application/draft/draft.rules.ts";
import { draftCaseOf } from "#app/application/draft/draft-case.server.ts";
import { type EventRow, eventsOf } from "#app/application/status-page.server.ts";
import { type SubmittedCase, submittedCase } from "#app/application/submission.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { type PriorityGroup, priorityGroupsOf } from "#app/business/size-class.rules.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { type AnswerClock, answerClock } from "#app/kernel/working-days.ts";
import type { ProgrammeSettings } from "#app/programme/programme.rules.ts";
import { type ProgrammeInForce, programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { RuleOutcome } from "#app/programme/rule-outcome.rules.ts";
import type { Tables } from "#db/connection.server.ts";
import { fileOf, reviewerTie, staffFiles } from "../case-in-hand.server.ts";
import { conditionsOf } from "../finding/conditions.server.ts";
import { type Condition, statesToJudge } from "../finding/finding.rules.ts";
import type { LinePrice } from "../finding/price.rules.ts";
import type { ProviderFiles } from "../finding/ties.rules.ts";
import { openRecommendation } from "../recommendation.server.ts";
import { canConfirm, canDeclare, canReadFile, canReview } from "../review.access.ts";
import { changedOutcomes } from "../review.rules.ts";
import type { ApprovedAlone } from "../second-person.rules.ts";
import { approvedAlone } from "../second-person.server.ts";
import { readThread, type Thread, writtenByBusiness } from "../thread.server.ts";
import { type CaseChange, changesBetween } from "./case-changes.rules.ts";
import { type CaseDecision, decisionsOf } from "./case-decisions.server.ts";

/** What can be done now: taken up, decided by a first person or by a second one, or nothing, with the reason where it is a rule. */
export type DecisionTurn =
	| { turn: "take-up" }
	| { turn: "first" }
	| {
			turn: "second";
			confirms: string;
			amountDong: bigint;
			by: string;
			at: Date;
			reasons: string;
			/** Who recommended it has a conflict of interest by now: it can only be returned. */
			firstTied: boolean;
	  }
	| { turn: "waiting-second"; amountDong: bigint; at: Date }
	| { turn: "none" };

/** `messages`: what it wrote since the submission before. */
export type ChangesSince = { at: Date; changes: CaseChange[]; messages: number };

export type OpenCase = {
	access: "open";
	id: string;
	/** Its association's reviewers decide; the others whose work needs it read it. */
	as: "reviewer" | "reader";
	reference: string;
	state: ApplicationState;
	submitted: SubmittedCase;
	priorityGroups: PriorityGroup[];
	programme: { nameVi: string; nameEn: string };
	supportItems: { code: string; vi: string; en: string }[];
	secondPerson: Pick<ProgrammeSettings, "secondPersonAboveDong" | "secondPersonSampleOneIn">;
	/** What whoever decides it first approved alone for the same business: it counts towards that amount. */
	approvedAlone: ApprovedAlone[];
	/** What no machine can check, in the order of the rules; then ties, then prices. */
	conditions: Condition[];
	/** The actor may write down what they find, and it still counts. */
	recordable: boolean;
	/** By cost line. */
	prices: Record<string, LinePrice>;
	/** By cost line: how often its provider stands in the association's files. */
	providerFiles: Record<string, ProviderFiles>;
	/** Rules that would come out differently if it were submitted now; empty once it is decided. */
	changedSince: RuleOutcome[];
	/** What the business changed with its last submission, while an answer is awaited; null at the first. */
	since: ChangesSince | null;
	availableDong: bigint;
	/** While the answer is awaited. */
	clock: AnswerClock | null;
	/** When the reviewer declared to have no conflict of interest; null for other readers. */
	declaredAt: Date | null;
	turn: DecisionTurn;
	decisions: CaseDecision[];
	thread: Thread;
	events: EventRow[];
};

/** What staff see who may not open it: a reviewer nothing before the declaration, anybody the name once it is locked. */
export type CasePage =
	| OpenCase
	| { access: "undeclared"; reference: string }
	| { access: "locked"; reference: string; legalName: string };

/**
 * A file on one page; null for who neither reviews it nor reads it for their work.
 *
 * @param threadPage the page of its thread, counted from 1.
 */
export async function casePage(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
	now: Date,
	threadPage = 1,
): Promise<CasePage | null> {
	const row = await staffFiles(db, actor)
		.selectAll("application")
		.where("reference", "=", reference)
		.executeTakeFirst();
	if (!row?.submissionId) return null;
	const application = row as ApplicationRow;
	const [submitted, tie] = await Promise.all([
		submittedCase(db, row.submissionId),
		reviewerTie(db, actor.personId, application),
	]);
	const reads = canReadFile(actor, fileOf(row), tie);
	if (reads.allowed) return openCase(db, actor, { application, submitted, now, threadPage });
	if (reads.reason === "house_refusal_not_yours") return null;
	if (tie.conflict) return { access: "locked", reference, legalName: submitted.business.legalName };
	return { access: "undeclared", reference };
}

/**
 * Whom a declaration is about, also for a reviewer who declared before; null for who neither reviews nor reads the file.
 */
export async function declarationPage(db: Kysely<Tables>, actor: Actor, reference: string) {
	const row = await staffFiles(db, actor)
		.select(["application.id", "application.businessId", "associationId", "state", "submissionId"])
		.where("reference", "=", reference)
		.executeTakeFirst();
	if (!row?.submissionId || !canDeclare(actor, fileOf(row), true).allowed) return null;
	const { business, lines } = await submittedCase(db, row.submissionId);
	return {
		reference,
		/** Who only reads the file says that they are linked to it, or nothing. */
		reviews: canReview(actor, row.associationId).allowed,
		locked: (await reviewerTie(db, actor.personId, row)).conflict,
		legalName: business.legalName,
		taxCode: formatTaxCode(business.taxCode),
		providers: [...new Set(lines.map(({ providerName }) => providerName))],
	};
}

type Found = { application: ApplicationRow; submitted: SubmittedCase; now: Date; threadPage: number };

async function openCase(db: Kysely<Tables>, actor: Actor, found: Found): Promise<OpenCase> {
	const { application, submitted } = found;
	const { id, reference, state, programmeId } = application;
	const awaited = statesInProgress.some((each) => each === state);
	const isReviewer = canReview(actor, application.associationId).allowed;
	const inForce = await programmeUnderVersion(db, submitted.versionId);
	const { programme, rules } = inForce;
	const { secondPersonAboveDong, secondPersonSampleOneIn } = rules.settings;
	const associationId = application.associationId ?? "";
	const [balances, clock, declaredAt, turn, decisions, thread, events, changedSince, before, toJudge, alone] =
		await Promise.all([
			envelopeBalances(db, programmeId, associationId),
			awaited ? clockOf(db, found, inForce) : null,
			isReviewer ? declaredAtBy(db, actor.personId, id) : null,
			isReviewer ? turnOf(db, actor, application) : ({ turn: "none" } as const),
			decisionsOf(db, id),
			readThread(db, id, found.threadPage),
			eventsOf(db, id),
			awaited ? recheck(db, found) : [],
			awaited ? submissionBefore(db, submitted) : null,
			conditionsOf(db, { application: { ...application, associationId }, submitted, rules, now: found.now }),
			isReviewer && state === "in_review" ? approvedAlone(db, aloneBy(actor, found)) : [],
		]);
	const { business } = submitted;
	return {
		access: "open",
		id,
		as: isReviewer ? "reviewer" : "reader",
		reference,
		state,
		submitted,
		priorityGroups: business.figures
			? priorityGroupsOf(rules.priorityGroups, { ...business, ...business.figures })
			: [],
		programme: { nameVi: programme.nameVi, nameEn: programme.nameEn },
		supportItems: rules.supportItems.map(({ code, vi, en }) => ({ code, vi, en })),
		secondPerson: { secondPersonAboveDong, secondPersonSampleOneIn },
		approvedAlone: alone,
		conditions: toJudge.conditions,
		recordable: isReviewer && statesToJudge.some((each) => each === state),
		prices: Object.fromEntries(toJudge.prices),
		providerFiles: Object.fromEntries(
			toJudge.providers.flatMap(({ lines, files }) => lines.map(({ id: lineId }) => [lineId, files])),
		),
		changedSince,
		since: before && {
			at: before.submittedAt,
			changes: changesBetween(before, submitted),
			messages: await writtenByBusiness(db, id, before.submittedAt),
		},
		availableDong: balances.availableDong,
		clock,
		declaredAt,
		turn,
		decisions,
		thread,
		events,
	};
}

function aloneBy({ personId }: Actor, { application: { businessId }, now }: Found) {
	return { personId, businessId, now };
}

/** The submission that the last one replaced. */
async function submissionBefore(
	db: Kysely<Tables>,
	{ applicationId, number }: SubmittedCase,
): Promise<SubmittedCase | null> {
	const row = await db
		.selectFrom("submission")
		.select("id")
		.where("applicationId", "=", applicationId)
		.where("number", "=", number - 1)
		.executeTakeFirst();
	return row ? submittedCase(db, row.id) : null;
}

async function clockOf(
	db: Kysely<Tables>,
	{ application, submitted, now }: Found,
	{ rules }: ProgrammeInForce,
): Promise<AnswerClock> {
	return answerClock({
		submittedOn: plainDateAt(application.submittedAt ?? submitted.submittedAt),
		today: plainDateAt(now),
		limitWorkingDays: rules.settings.answerWorkingDays,
		pauses: (await answerPauses(db, [application.id])).get(application.id) ?? [],
		holidays: await readHolidays(db),
	});
}

/** The rules once more, with what the business, its other applications and the ceilings are now. */
async function recheck(db: Kysely<Tables>, { application, submitted, now }: Found): Promise<RuleOutcome[]> {
	const judged = judgeLines(await draftCaseOf(db, application, now, { isJudged: true }), submitted.lines, true);
	return judged ? changedOutcomes(submitted.outcomes, judged.outcomes) : [];
}

async function declaredAtBy(db: Kysely<Tables>, personId: string, applicationId: string): Promise<Date> {
	const { declaredAt } = await db
		.selectFrom("conflictDeclaration")
		.select("declaredAt")
		.where("applicationId", "=", applicationId)
		.where("personId", "=", personId)
		.where("hasConflict", "=", false)
		.executeTakeFirstOrThrow();
	return declaredAt;
}

async function turnOf(db: Kysely<Tables>, actor: Actor, application: ApplicationRow): Promise<DecisionTurn> {
	const { id, state } = application;
	if (state === "submitted") return { turn: "take-up" };
	if (state === "in_review") return { turn: "first" };
	const first = state === "recommended" ? await openRecommendation(db, id) : null;
	if (!first) return { turn: "none" };
	const persons = { actor: actor.personId, recommendedBy: first.decidedBy };
	const { approvedDong: amountDong, decidedAt: at } = first;
	// The tie was looked at before: whoever reads this page has declared and has no conflict.
	if (!canConfirm({ conflict: false, declaredNone: true }, persons).allowed) {
		return { turn: "waiting-second", amountDong, at };
	}
	const { conflict: firstTied } = await reviewerTie(db, first.decidedBy, application);
	const { id: confirms, decidedByName: by, reasons } = first;
	return { turn: "second", confirms, amountDong, by, at, reasons, firstTied };
}
