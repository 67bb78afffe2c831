import type { Kysely } from "kysely";
import type { Level } from "#app/assessment/framework/framework.ts";
import { frameworkInForce } from "#app/assessment/framework/frameworks.server.ts";
import { latestCompletedAssessment } from "#app/assessment/latest-assessment.server.ts";
import { EASIEST, raisedQuestions } from "#app/assessment/report/next-level-words.ts";
import { resultPage } from "#app/assessment/result-page.server.ts";
import { type BusinessFacts, missingPart } from "#app/business/business.rules.ts";
import type { KnownSize } from "#app/business/business-summary.tsx";
import { ownBusiness } from "#app/business/own-business.server.ts";
import { priorityGroupsOf, sizeClassOf } from "#app/business/size-class.rules.ts";
import type { Actor } from "#app/house/access.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { ProgrammeRules } from "#app/programme/programme.rules.ts";
import { openProgrammes } from "#app/programme/programme-in-force.server.ts";
import type { ShownTurn } from "#app/turn/known-files.server.ts";
import { ownFiles } from "#app/turn/own-files.server.ts";
import { type OwnMoney, ownMoney } from "#app/turn/own-money.server.ts";
import { missingTurn } from "#app/turn/turn.rules.ts";
import { byUrgency } from "#app/turn/turns.ts";
import type { Tables } from "#db/connection.server.ts";
import { type UsualWait, usualWait } from "./waiting-days.server.ts";

/** What is known of a business, and what its size follows from. */
export type BusinessDetails = {
	business: BusinessFacts;
	today: PlainDate;
	size: KnownSize;
	assessment: { id: string; level: Level; name: { vi: string; en: string }; completedOn: PlainDate } | null;
};

export type BusinessHome = BusinessDetails & {
	/** What the person has to do, most urgent first. */
	mine: ShownTurn[];
	/** What others have to do about the person's applications, the nearest day first. */
	waiting: ShownTurn[];
	money: OwnMoney;
	/** How long like applications waited for their answer; null while too few did, or none of the person's waits. */
	usual: UsualWait | null;
	/** While only others act: how many questions of the latest result are named that lift it to which level. */
	meanwhile: { assessmentId: string; level: Level; questions: number } | null;
};

/** The first page of a business: whose turn it is and what to do; null before a business is entered. */
export async function businessHome(db: Kysely<Tables>, actor: Actor, now: Date): Promise<BusinessHome | null> {
	const details = await businessDetails(db, actor, now);
	if (!details) return null;
	const { business, assessment, today } = details;
	const [files, money] = await Promise.all([ownFiles(db, actor, now), ownMoney(db, actor)]);
	const missing = missingTurn({
		missing: missingPart(business, today) !== null ? "figures" : assessment === null ? "assessment" : null,
		states: files.map(({ state }) => state),
		busy: files.some(({ mine, waiting }) => mine.length + waiting.length > 0),
	});
	const waiting = files.flatMap((file) => file.waiting).sort(byUrgency);
	const waits = waiting.some(({ kind }) => kind === "review");
	const mine = [...(missing ? [ofBusiness(missing)] : []), ...files.flatMap((file) => file.mine)].sort(byUrgency);
	return {
		...details,
		mine,
		waiting,
		money,
		meanwhile: mine.length === 0 && waiting.length > 0 ? await easiestQuestions(db, actor, assessment?.id) : null,
		usual: waits ? await usualWait(db, now) : null,
	};
}

async function easiestQuestions(
	db: Kysely<Tables>,
	actor: Actor,
	assessmentId: string | undefined,
): Promise<BusinessHome["meanwhile"]> {
	const result = assessmentId ? await resultPage(db, { actor, token: null }, assessmentId) : null;
	if (!result?.nextLevel) return null;
	const questions = Math.min(EASIEST, raisedQuestions(result.nextLevel).length);
	return { assessmentId: result.id, level: result.nextLevel.level, questions };
}

function ofBusiness(turn: NonNullable<ReturnType<typeof missingTurn>>): ShownTurn {
	return {
		...turn,
		...{ daysLeft: null, overdueDays: 0, otherWay: null, clock: null },
		...{ association: null, programme: null, state: null, byStripe: false },
	};
}

/** What is known of the person's business; null before one is entered. */
export async function businessDetails(db: Kysely<Tables>, actor: Actor, now: Date): Promise<BusinessDetails | null> {
	const today = plainDateAt(now);
	const business = await ownBusiness(db, actor);
	if (!business) return null;
	const [[programme], assessment] = await Promise.all([openProgrammes(db, today), assessmentOf(db, business.id, now)]);
	return { business, today, size: programme ? sizeOf(business, programme.rules) : null, assessment };
}

function sizeOf({ sectorGroup, figures, ...business }: BusinessFacts, rules: ProgrammeRules): KnownSize {
	if (!figures || sectorGroup === "none") return null;
	return {
		sizeClass: sizeClassOf(rules.sizeClasses, { ...figures, sectorGroup }).sizeClass,
		sizeReference: rules.sizeClasses.legalReference,
		groups: priorityGroupsOf(rules.priorityGroups, { ...business, ...figures }),
		groupReference: rules.priorityGroups.legalReference,
	};
}

async function assessmentOf(db: Kysely<Tables>, businessId: string, now: Date): Promise<BusinessDetails["assessment"]> {
	const latest = await latestCompletedAssessment(db, businessId);
	if (!latest) return null;
	const { levels } = await frameworkInForce(db, now);
	const { id, level, completedAt } = latest;
	const { vi = "", en = "" } = levels[level] ?? {};
	return { id, level, name: { vi, en }, completedOn: plainDateAt(completedAt) };
}
