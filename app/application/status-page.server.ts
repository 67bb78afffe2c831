import type { Kysely } from "kysely";
import type { Association } from "#app/association/association-name.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import type { Actor } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { type AnswerClock, answerClock } from "#app/kernel/working-days.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { answerPauses } from "./answer-clock.server.ts";
import { type ApplicationEvent, type ApplicationState, type Side, statesInProgress } from "./application.states.ts";
import { thaw } from "./frozen-json.ts";
import type { EventFacts } from "./move-application.server.ts";
import { type SubmittedCase, submittedCase } from "./submission.server.ts";
import { type ApplicationRow, ownApplications } from "./visible-applications.server.ts";

export type EventRow = {
	id: string;
	at: Date;
	what: ApplicationEvent;
	toState: ApplicationState | null;
	actorName: string;
	side: Side;
	facts: EventFacts;
};

export type StatusPage = {
	reference: string;
	state: ApplicationState;
	association: Association | null;
	answerDueOn: PlainDate | null;
	approvedDong: bigint | null;
	/** What was submitted last; null where a draft was withdrawn. */
	submitted: SubmittedCase | null;
	supportItems: { code: string; vi: string; en: string }[];
	/** The answer is due within so many of them; 0 where nothing was submitted. */
	answerWorkingDays: number;
	/** While the answer is awaited. */
	clock: AnswerClock | null;
	/** Newest first. */
	events: EventRow[];
};

/** Of an application that was submitted. */
export type ReceiptPage = StatusPage & { submitted: SubmittedCase };

/** How the person's own application stands; null if it is not theirs or not there. */
export async function statusPage(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
	now: Date,
): Promise<StatusPage | null> {
	const found = await ownApplications(db, actor)
		.selectAll("application")
		.where("reference", "=", reference)
		.executeTakeFirst();
	if (!found) return null;
	const application = found as ApplicationRow;
	const submitted = application.submissionId ? await submittedCase(db, application.submissionId) : null;
	const rules = submitted && (await programmeUnderVersion(db, submitted.versionId)).rules;
	return {
		reference,
		state: application.state,
		association: application.associationId ? await findAssociation(db, application.associationId) : null,
		answerDueOn: application.answerDueOn,
		approvedDong: application.approvedDong,
		submitted,
		supportItems: (rules?.supportItems ?? []).map(({ code, vi, en }) => ({ code, vi, en })),
		answerWorkingDays: rules?.settings.answerWorkingDays ?? 0,
		clock: rules && (await clockOf(db, application, rules.settings.answerWorkingDays, now)),
		events: (await eventsOf(db, application.id)).map(asTheBusinessSees),
	};
}

/** An association answers as a body: who of it did so is not the business's to know. */
function asTheBusinessSees(event: EventRow): EventRow {
	return event.side === "business" ? event : { ...event, actorName: "" };
}

async function clockOf(
	db: Kysely<Tables>,
	application: ApplicationRow,
	limitWorkingDays: number,
	now: Date,
): Promise<AnswerClock | null> {
	const awaited = statesInProgress.some((state) => state === application.state);
	if (!awaited || !application.submittedAt) return null;
	return answerClock({
		submittedOn: plainDateAt(application.submittedAt),
		today: plainDateAt(now),
		limitWorkingDays,
		pauses: (await answerPauses(db, [application.id])).get(application.id) ?? [],
		holidays: await readHolidays(db),
	});
}

/** What happened to an application, newest first. Whether the asker may see it was decided before. */
export async function eventsOf(db: Kysely<Tables>, applicationId: string): Promise<EventRow[]> {
	const rows = await db
		.selectFrom("applicationEvent")
		.select(["id", "at", "what", "toState", "actorName", "side", "facts"])
		.where("applicationId", "=", applicationId)
		.orderBy("id", "desc")
		.execute();
	return rows.map((row) => ({
		id: String(row.id),
		at: row.at,
		what: row.what as ApplicationEvent,
		toState: row.toState as ApplicationState | null,
		actorName: row.actorName,
		side: row.side as Side,
		facts: thaw<EventFacts>(row.facts),
	}));
}
