import type { Kysely } from "kysely";
import type { ApplicationState } from "#app/application/application.states.ts";
import { type ApplicationListRow, applicationList } from "#app/application/application-list.server.ts";
import type { Level } from "#app/assessment/framework/framework.ts";
import { frameworkInForce } from "#app/assessment/framework/frameworks.server.ts";
import { latestCompletedAssessment } from "#app/assessment/latest-assessment.server.ts";
import { type BusinessFacts, figuresYear, missingPart } from "#app/business/business.rules.ts";
import type { KnownSize } from "#app/business/business-summary.tsx";
import { ownBusiness } from "#app/business/own-business.server.ts";
import { priorityGroupsOf, sizeClassOf } from "#app/business/size-class.rules.ts";
import type { Actor } from "#app/house/access.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { ProgrammeRules } from "#app/programme/programme.rules.ts";
import { openProgrammes } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";

export type NextStep = "figures" | "assessment" | "applications" | "new-application";

export type BusinessHome = {
	business: BusinessFacts;
	today: PlainDate;
	/** The year whose figures are due. */
	year: number;
	size: KnownSize;
	assessment: { level: Level; name: { vi: string; en: string }; completedOn: PlainDate } | null;
	/** Newest first, at most five. */
	applications: ApplicationListRow[];
	/** How many of all are neither decided against nor finished. */
	openCount: number;
	next: NextStep;
};

const SHOWN = 5;
const OPEN: readonly ApplicationState[] = [
	"draft",
	"submitted",
	"in_review",
	"changes_requested",
	"recommended",
	"approved",
	"agreed",
];

/** The first page of a business: how things stand and what to do next; null before a business is entered. */
export async function businessHome(db: Kysely<Tables>, actor: Actor, now: Date): Promise<BusinessHome | null> {
	const today = plainDateAt(now);
	const business = await ownBusiness(db, actor);
	if (!business) return null;
	const [[programme], assessment, applications] = await Promise.all([
		openProgrammes(db, today),
		assessmentOf(db, business.id, now),
		applicationList(db, actor),
	]);
	const openCount = applications.filter(({ state }) => OPEN.includes(state)).length;
	const ready = assessment ? (openCount > 0 ? "applications" : "new-application") : "assessment";
	return {
		business,
		today,
		year: figuresYear(today),
		size: programme ? sizeOf(business, programme.rules) : null,
		assessment,
		applications: applications.slice(0, SHOWN),
		openCount,
		next: missingPart(business, today) === null ? ready : "figures",
	};
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

async function assessmentOf(db: Kysely<Tables>, businessId: string, now: Date): Promise<BusinessHome["assessment"]> {
	const latest = await latestCompletedAssessment(db, businessId);
	if (!latest) return null;
	const { levels } = await frameworkInForce(db, now);
	const { level, completedAt } = latest;
	const { vi = "", en = "" } = levels[level] ?? {};
	return { level, name: { vi, en }, completedOn: plainDateAt(completedAt) };
}
