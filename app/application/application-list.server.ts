import type { Kysely } from "kysely";
import type { Actor } from "#app/house/access.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ApplicationState } from "./application.states.ts";
import { ownApplications } from "./visible-applications.server.ts";

export type ApplicationListRow = {
	reference: string;
	state: ApplicationState;
	programme: { nameVi: string; nameEn: string };
	association: { nameVi: string; nameEn: string } | null;
	createdAt: Date;
	savedAt: Date;
	submittedAt: Date | null;
	answerDueOn: PlainDate | null;
	allowedDong: bigint | null;
	approvedDong: bigint | null;
};

/** One page of the list; `first` is the place of its first row among all. */
export type ApplicationList = {
	rows: ApplicationListRow[];
	first: number;
	total: number;
	page: number;
	pages: number;
};

const APPLICATIONS_A_PAGE = 20;

/** What a person's list holds: a draft that was discarded leaves it, as it never was an application to anybody. */
function listed(db: Kysely<Tables>, actor: Actor) {
	return ownApplications(db, actor).where((eb) =>
		eb.or([eb("application.state", "!=", "withdrawn"), eb("application.submittedAt", "is not", null)]),
	);
}

/** A page of the applications of the person's business, newest first. A page behind the last is the last. */
export async function applicationList(db: Kysely<Tables>, actor: Actor, asked: number): Promise<ApplicationList> {
	const { count } = await listed(db, actor)
		.select(({ fn }) => fn.countAll<bigint>().as("count"))
		.executeTakeFirstOrThrow();
	const total = Number(count);
	const pages = Math.max(1, Math.ceil(total / APPLICATIONS_A_PAGE));
	const page = Math.min(asked, pages);
	const before = (page - 1) * APPLICATIONS_A_PAGE;
	return { rows: await rowsAfter(db, actor, before), first: before + 1, total, page, pages };
}

async function rowsAfter(db: Kysely<Tables>, actor: Actor, before: number): Promise<ApplicationListRow[]> {
	const rows = await listed(db, actor)
		.innerJoin("programme", "programme.id", "application.programmeId")
		.leftJoin("association", "association.id", "application.associationId")
		.select(["reference", "state", "application.createdAt", "savedAt", "submittedAt", "answerDueOn"])
		.select(["allowedDong", "approvedDong"])
		.select(["programme.nameVi as programmeVi", "programme.nameEn as programmeEn"])
		.select(["association.nameVi as associationVi", "association.nameEn as associationEn"])
		.orderBy("application.createdAt", "desc")
		.orderBy("reference", "desc")
		.limit(APPLICATIONS_A_PAGE)
		.offset(before)
		.execute();
	return rows.map(({ programmeVi, programmeEn, associationVi, associationEn, ...row }) => ({
		...row,
		state: row.state as ApplicationState,
		programme: { nameVi: programmeVi, nameEn: programmeEn },
		association: associationVi && associationEn ? { nameVi: associationVi, nameEn: associationEn } : null,
	}));
}
