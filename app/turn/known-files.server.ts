import { type Kysely, sql } from "kysely";
import { daysLeft } from "#app/agreement/agreement.rules.ts";
import { type AgreementTerms, agreementTerms, lastDayOf } from "#app/agreement/agreement-terms.server.ts";
import { answerPauses } from "#app/application/answer-clock.server.ts";
import { type ApplicationState, statesInProgress } from "#app/application/application.states.ts";
import { submittedName } from "#app/application/submission.server.ts";
import type { ownApplications } from "#app/application/visible-applications.server.ts";
import type { Association } from "#app/association/association-name.ts";
import { advanceStanding } from "#app/claim/advance/advance-standing.server.ts";
import { advanceableOf } from "#app/claim/advance/advanceable.server.ts";
import { canStartAdvance, canStartClaim } from "#app/claim/claim.access.ts";
import { claimableOf } from "#app/claim/claimable-lines.server.ts";
import { openStops } from "#app/claim/stop/payment-stops.server.ts";
import { ownShareOf } from "#app/disbursement/own-share/own-share-page.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { type AnswerClock, answerClock, type Holidays, workingDaysBetween } from "#app/kernel/working-days.ts";
import type { ProgrammeSettings } from "#app/programme/programme.rules.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import { unsafeRecoveries, withStanding } from "#app/recovery/recovery-facts.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { ownClaims } from "./own-claims.server.ts";
import type { FileFacts, RecoveryFacts, Turn } from "./turns.ts";

/** A turn with what its reader needs beside it. */
export type ShownTurn = Turn & {
	/** Working days after today; null without a last day, or after it. */
	daysLeft: number | null;
	/** Working days since the last day; 0 before. */
	overdueDays: number;
	association: Pick<Association, "nameVi" | "nameEn"> | null;
	programme: { nameVi: string; nameEn: string } | null;
	/** What the person can do as well: move the last day once, by so many working days, or ask for money ahead. */
	otherWay: { to: "extend"; days: number } | { to: "advance"; highestDong: bigint } | null;
	state: ApplicationState | null;
	/** Stripe stands where the bank would. */
	byStripe: boolean;
};

/** An application with what is known of it, and how its turns are shown. */
export type KnownFile = {
	id: string;
	businessId: string;
	/** As it was submitted; empty before. */
	businessName: string;
	file: FileFacts;
	shown: (turn: Turn) => ShownTurn;
};

/** Where a read of applications begins: with those that the asker may see. */
type Visible = ReturnType<typeof ownApplications>;

type Row = Awaited<ReturnType<typeof applicationRows>>[number];

function applicationRows(visible: Visible) {
	return visible
		.innerJoin("programme", "programme.id", "application.programmeId")
		.leftJoin("association", "association.id", "application.associationId")
		.leftJoin("submission", "submission.id", "application.submissionId")
		.select(["application.id", "application.reference", "application.state", "application.submittedAt"])
		.select(["application.programmeId", "application.associationId", "application.businessId", "answerDueOn"])
		.select(submittedName.as("businessName"))
		.select(["application.allowedDong", "application.approvedDong", "programme.closesOn"])
		.select(["programme.nameVi as programmeVi", "programme.nameEn as programmeEn"])
		.select(["association.nameVi as associationVi", "association.nameEn as associationEn"])
		.select("submission.programmeVersionId as versionId")
		.select((eb) =>
			eb
				.selectFrom("applicationEvent")
				.select(sql<string | null>`facts ->> 'reasons'`.as("reasons"))
				.whereRef("applicationEvent.applicationId", "=", "application.id")
				.where("toState", "=", "changes_requested")
				.orderBy("applicationEvent.id", "desc")
				.limit(1)
				.as("asked"),
		)
		.orderBy("application.createdAt", "desc")
		.orderBy("application.reference", "desc")
		.execute();
}

/**
 * What is known of the applications that `visible` finds, newest first.
 *
 * @param told only the recoveries that the business was told of.
 */
export async function knownFiles(
	db: Kysely<Tables>,
	visible: Visible,
	{ now, told }: { now: Date; told: boolean },
): Promise<KnownFile[]> {
	const rows = await applicationRows(visible);
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const holidays = await readHolidays(db);
	const [recoveries, claims, pauses, settings, stops] = await Promise.all([
		openRecoveries(db, ids, { now, told }),
		ownClaims(db, { ids, now, holidays }),
		answerPauses(db, ids),
		settingsByVersion(db, rows),
		openStops(db, ids),
	]);
	const today = plainDateAt(now);
	const stoppedOn = (id: string) => {
		const first = stops.find(({ applicationId }) => applicationId === id);
		return first ? plainDateAt(first.stoppedAt) : null;
	};
	return Promise.all(
		rows.map(async (row) => {
			const own = settings.get(row.versionId ?? "") ?? null;
			const facts = await factsOf(db, {
				row,
				settings: own,
				clock: own && clockOf(row, { settings: own, pauses: pauses.get(row.id) ?? [], today, holidays }),
				claims: claims.get(row.id) ?? [],
				stoppedOn: stoppedOn(row.id),
				recoveries: recoveries.filter(({ application }) => application === row.reference),
			});
			const { id, businessId, businessName } = row;
			return {
				id,
				businessId,
				businessName: businessName ?? "",
				file: facts.file,
				shown: shownWith({ row, today, holidays, ...facts }),
			};
		}),
	);
}

async function openRecoveries(
	db: Kysely<Tables>,
	ids: readonly string[],
	{ now, told }: { now: Date; told: boolean },
): Promise<(RecoveryFacts & { application: string })[]> {
	const rows = await unsafeRecoveries(db)
		.where("recovery.applicationId", "in", [...ids])
		.$if(told, (query) => query.where("confirmedAt", "is not", null))
		.orderBy("madeAt", "desc")
		.execute();
	return (await withStanding(db, rows, now)).map(
		({ application, reference, state, amountDong, answerBy, standing, row }) => ({
			...{ application, reference, state, amountDong, answerBy },
			proposed: !told && Boolean(row.proposed),
			next: standing.next,
		}),
	);
}

async function settingsByVersion(db: Kysely<Tables>, rows: readonly Row[]): Promise<Map<string, ProgrammeSettings>> {
	const ids = [...new Set(rows.flatMap(({ versionId }) => versionId ?? []))];
	const versions = await Promise.all(ids.map((id) => programmeUnderVersion(db, id)));
	return new Map(versions.map(({ versionId, rules }) => [versionId, rules.settings]));
}

type Facts = { file: FileFacts; otherWay: ShownTurn["otherWay"] };

async function factsOf(
	db: Kysely<Tables>,
	{
		row,
		settings,
		...given
	}: { row: Row; settings: ProgrammeSettings | null } & Pick<
		FileFacts,
		"claims" | "clock" | "stoppedOn" | "recoveries"
	>,
): Promise<Facts> {
	const { id, reference, programmeId, associationId, closesOn, answerDueOn } = row;
	const state = row.state as ApplicationState;
	const terms = state === "approved" ? await agreementTerms(db, { id }) : null;
	const agreed = state === "agreed" ? await claimableOf(db, { id, state }) : null;
	const share = settings?.ownShare === "stripe" ? await ownShareOf(db, { ...row, state }) : null;
	const isEarning = agreed !== null && (agreed.hasOpenClaim || (!agreed.lastClaimMade && agreed.leftDong > 0n));
	const told = given.recoveries.some((recovery) => ["notified", "contested", "due"].includes(recovery.state));
	const unearned = agreed !== null && !isEarning && !told;
	const file: FileFacts = {
		...{
			reference,
			state,
			closesOn,
			answerDueOn,
			said: row.asked,
			claims: given.claims,
			clock: given.clock,
			stoppedOn: given.stoppedOn,
		},
		amountDong: row.approvedDong ?? row.allowedDong,
		acceptBy: terms && lastDayOf(terms),
		providers: terms?.accepted ? providersIn(terms) : null,
		payee: settings?.payee ?? "business",
		rail: settings?.rail ?? "bank-file",
		canClaim: agreed !== null && canStartClaim(agreed).allowed,
		leftDong: agreed?.leftDong ?? 0n,
		toReturnDong: unearned ? (await advanceStanding(db, { id, programmeId, associationId })).outstandingDong : 0n,
		ownShare: share && {
			stage: share.stage,
			dueDong: share.stage === "owed" ? share.owedDong : share.dueDong,
			payable: share.refusedBecause === null,
		},
		recoveries: given.recoveries,
	};
	if (terms?.extendedAt === null)
		return { file, otherWay: { to: "extend", days: terms.settings.extensionWorkingDays } };
	if (!file.canClaim) return { file, otherWay: null };
	const ahead = await advanceableOf(db, { id, state, programmeId, associationId });
	const { highestDong } = ahead;
	return { file, otherWay: canStartAdvance(ahead).allowed ? { to: "advance", highestDong } : null };
}

function providersIn({ parties }: AgreementTerms): FileFacts["providers"] {
	return {
		waiting: parties.flatMap(({ answer, providerName: name, askedAt }) =>
			answer === null ? [{ name, askedOn: plainDateAt(askedAt) }] : [],
		),
		declined: parties.flatMap(({ answer, providerName: name, reasons }) =>
			answer === "declined" ? [{ name, reasons: reasons ?? "" }] : [],
		),
	};
}

/** The working days of the association's answer, while it is awaited. */
function clockOf(
	{ state, submittedAt }: Row,
	{
		settings,
		...given
	}: { settings: ProgrammeSettings } & Pick<Parameters<typeof answerClock>[0], "pauses" | "today" | "holidays">,
): AnswerClock | null {
	if (submittedAt === null || !statesInProgress.some((awaited) => awaited === state)) return null;
	const limitWorkingDays = settings.answerWorkingDays;
	return answerClock({ ...given, limitWorkingDays, submittedOn: plainDateAt(submittedAt) });
}

function shownWith(
	facts: Facts & {
		row: Row;
		today: PlainDate;
		holidays: Holidays;
	},
): (turn: Turn) => ShownTurn {
	const { row, today, holidays, file, otherWay } = facts;
	const { associationVi, associationEn } = row;
	return (turn) => ({
		...turn,
		...timeTo(turn.dueOn, today, holidays),
		association: associationVi && associationEn ? { nameVi: associationVi, nameEn: associationEn } : null,
		programme: { nameVi: row.programmeVi, nameEn: row.programmeEn },
		otherWay: turn.kind === "sign" || turn.kind === "claim" || turn.kind === "provider-declined" ? otherWay : null,
		state: file.state,
		byStripe: file.rail === "stripe" || turn.kind === "own-share-refund",
	});
}

/** Working days until a last day, or since it. */
function timeTo(
	dueOn: PlainDate | null,
	today: PlainDate,
	holidays: Holidays,
): Pick<ShownTurn, "daysLeft" | "overdueDays"> {
	if (dueOn === null) return { daysLeft: null, overdueDays: 0 };
	return {
		daysLeft: daysLeft(today, dueOn, holidays),
		// A last day that has passed is late by a day at least, also over a weekend.
		overdueDays: dueOn < today ? Math.max(1, workingDaysBetween(dueOn, today, holidays)) : 0,
	};
}
