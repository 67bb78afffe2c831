import type { Kysely } from "kysely";
import { answerPauses } from "#app/application/answer-clock.server.ts";
import { type ApplicationState, statesInProgress } from "#app/application/application.states.ts";
import { thaw } from "#app/application/frozen-json.ts";
import type { SubmittedBusiness } from "#app/application/submission.server.ts";
import { type PriorityGroup, priorityGroupsOf, type SizeClass } from "#app/business/size-class.rules.ts";
import type { Actor } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { type AnswerClock, answerClock } from "#app/kernel/working-days.ts";
import type { ProgrammeRules } from "#app/programme/programme.rules.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { fileOf, type QueueDesk, visibleCases } from "../case-in-hand.server.ts";
import { canReadFile } from "../review.access.ts";
import type { QueueQuery, QueueView } from "../review.forms.ts";
import { type Attention, attentionOf, compareQueued, type QueuedFile, shownTaxCode } from "../review.rules.ts";
import { tiesToCases } from "./case-ties.server.ts";
import { type DeskEnvelope, deskEnvelopes } from "./desk-envelopes.server.ts";
import { providersOf } from "./searched-providers.server.ts";
import { ownWait, type WaitingFile, type WaitingGroup, waitingGroups } from "./waiting.rules.ts";

/** A file of the queue, as far as its reader may know it: of one that is locked the reference and the name. */
export type QueueRow = {
	reference: string;
	legalName: string;
	attention: Attention;
	/** Null where it is locked. */
	shown: {
		state: ApplicationState;
		/** As a list shows it. */
		taxCode: string;
		sizeClass: SizeClass;
		priorityGroups: PriorityGroup[];
		/** Null until a reviewer has declared to have no conflict of interest. */
		allowedDong: bigint | null;
		clock: AnswerClock;
		/** Who took it up; null while nobody has. */
		reviewer: { name: string; me: boolean } | null;
	} | null;
};

export type QueuePage = {
	today: PlainDate;
	rows: QueueRow[];
	page: number;
	pages: number;
	/** Files of the view shown, after search and size. */
	found: number;
	counts: Record<Exclude<QueueView, "decided">, number>;
	/** Files to be decided today or late. */
	dueNow: number;
	/** The first file of the list that the person can work on. */
	next: string | null;
	envelopes: DeskEnvelope[];
	/** Whom all of them wait for, and for how long. */
	waiting: WaitingGroup[];
	/** What waits for the person alone; null where nothing does. */
	ownWait: WaitingGroup | null;
};

const PAGE_SIZE = 25;

/** The open files of the associations that the person reviews for, or manages, in the order asked for. */
export async function queuePage(
	db: Kysely<Tables>,
	actor: Actor,
	query: QueueQuery,
	now: Date,
	desk: QueueDesk = "reviewer",
): Promise<QueuePage> {
	const compare = compareQueued(query.order);
	const files = (await openFiles(db, actor, desk, now)).sort((one, other) => compare(one.order, other.order));
	const rows = files.map(({ row }) => row);
	const waiting = files.map((file) => file.waiting);
	const of = (view: QueueView) => rows.filter((row) => isInView(row, view));
	// Who searches looks for a file, whoever's turn it is.
	const isListed = (row: QueueRow) => (query.view === "open" && query.search !== "") || isInView(row, query.view);
	const found = files.filter((file) => isListed(file.row) && isSearched(file, query)).map(({ row }) => row);
	const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
	const page = Math.min(query.page, pages);
	return {
		today: plainDateAt(now),
		rows: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
		page,
		pages,
		found: found.length,
		counts: {
			open: of("open").length,
			mine: of("mine").length,
			waiting: of("waiting").length,
			second: of("second").length,
		},
		dueNow: rows.filter(({ attention: { kind } }) => kind === "due-today" || kind === "overdue").length,
		next: found.find(isWorkable)?.reference ?? null,
		envelopes: await deskEnvelopes(db, actor, [desk], now),
		waiting: waitingGroups(waiting),
		ownWait: ownWait(waiting, actor.personId),
	};
}

/** The files to review, in the order of the programme's rules, with those that the person can work on. */
export async function queuedRows(
	db: Kysely<Tables>,
	actor: Actor,
	now: Date,
): Promise<{ reference: string; isWorkable: boolean }[]> {
	const compare = compareQueued("rules");
	const files = (await openFiles(db, actor, "reviewer", now)).filter(({ row }) => isInView(row, "open"));
	return files
		.sort((one, other) => compare(one.order, other.order))
		.map(({ row }) => ({ reference: row.reference, isWorkable: isWorkable(row) }));
}

function isInView(row: QueueRow, view: QueueView): boolean {
	if (view === "mine") return row.shown?.reviewer?.me === true;
	if (view === "waiting") return row.shown?.state === "changes_requested";
	if (view === "second") return row.shown?.state === "recommended";
	// What waits for the business is under a tab of its own.
	return row.shown?.state !== "changes_requested";
}

function isSearched({ row, searchable }: QueueFile, { search, size }: QueueQuery): boolean {
	return (size === "" || row.shown?.sizeClass === size) && searchable.includes(toAccountName(search));
}

function isWorkable({ shown }: QueueRow): boolean {
	if (!shown || shown.state === "changes_requested") return false;
	return shown.state !== "recommended" || !shown.reviewer?.me;
}

type QueueFile = { row: QueueRow; order: QueuedFile; searchable: string; waiting: WaitingFile };

async function openFiles(db: Kysely<Tables>, actor: Actor, desk: QueueDesk, now: Date): Promise<QueueFile[]> {
	const found = await visibleCases(db, actor, desk)
		.innerJoin("submission", "submission.id", "application.submissionId")
		.select(["application.id", "reference", "state", "application.businessId", "application.submittedAt"])
		.select("application.associationId")
		.select(["submission.programmeVersionId", "submission.businessFacts"])
		.select(["submission.sizeClass", "submission.allowedDong"])
		.where("state", "in", [...statesInProgress])
		.execute();
	const ids = found.map(({ id }) => id);
	const [pauses, holidays, ties, providers, rules] = await Promise.all([
		answerPauses(db, ids),
		readHolidays(db),
		tiesToCases(db, actor.personId, found),
		providersOf(db, ids),
		rulesByVersion(db, [...new Set(found.map(({ programmeVersionId }) => programmeVersionId))]),
	]);
	return found.map((file) => {
		const { settings, priorityGroups } = rules.get(file.programmeVersionId) as ProgrammeRules;
		const business = thaw<SubmittedBusiness>(file.businessFacts);
		const taxCode = formatTaxCode(business.taxCode);
		const submittedAt = file.submittedAt as Date;
		const clock = answerClock({
			submittedOn: plainDateAt(submittedAt),
			today: plainDateAt(now),
			limitWorkingDays: settings.answerWorkingDays,
			pauses: pauses.get(file.id) ?? [],
			holidays,
		});
		const tie = ties.get(file.id);
		const locked = tie?.conflict ?? true;
		const reads = tie !== undefined && canReadFile(actor, fileOf(file), tie).allowed;
		const reviewer = tie?.reviewer ?? null;
		const groups = business.figures ? priorityGroupsOf(priorityGroups, { ...business, ...business.figures }) : [];
		const row: QueueRow = {
			reference: file.reference,
			legalName: business.legalName,
			attention: attentionOf({ state: file.state, locked, clock }),
			shown: locked
				? null
				: {
						state: file.state as ApplicationState,
						taxCode: shownTaxCode(taxCode),
						sizeClass: file.sizeClass as SizeClass,
						priorityGroups: groups,
						allowedDong: reads ? file.allowedDong : null,
						clock,
						reviewer: reviewer && { name: reviewer.name, me: reviewer.me },
					},
		};
		const order = { submittedAt, hasPriority: groups.length > 0, queueOrder: settings.queueOrder, dueOn: clock.dueOn };
		// Of whom it buys tells what is in the file.
		const found = [file.reference, business.legalName, locked ? "" : taxCode, reads ? providers.get(file.id) : ""];
		const searchable = toAccountName(found.join(" "));
		const waiting = { state: file.state as ApplicationState, locked, reviewer, clock };
		return { row, order, searchable, waiting };
	});
}

async function rulesByVersion(db: Kysely<Tables>, versionIds: readonly string[]): Promise<Map<string, ProgrammeRules>> {
	const programmes = await Promise.all(versionIds.map((id) => programmeUnderVersion(db, id)));
	return new Map(programmes.map(({ versionId, rules }) => [versionId, rules]));
}
