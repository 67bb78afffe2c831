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

/** The applications of the person's business, newest first. */
export async function applicationList(db: Kysely<Tables>, actor: Actor): Promise<ApplicationListRow[]> {
	const rows = await ownApplications(db, actor)
		.innerJoin("programme", "programme.id", "application.programmeId")
		.leftJoin("association", "association.id", "application.associationId")
		.select(["reference", "state", "application.createdAt", "savedAt", "submittedAt", "answerDueOn"])
		.select(["allowedDong", "approvedDong"])
		.select(["programme.nameVi as programmeVi", "programme.nameEn as programmeEn"])
		.select(["association.nameVi as associationVi", "association.nameEn as associationEn"])
		.orderBy("application.createdAt", "desc")
		.orderBy("reference", "desc")
		.execute();
	return rows.map(({ programmeVi, programmeEn, associationVi, associationEn, ...row }) => ({
		...row,
		state: row.state as ApplicationState,
		programme: { nameVi: programmeVi, nameEn: programmeEn },
		association: associationVi && associationEn ? { nameVi: associationVi, nameEn: associationEn } : null,
	}));
}
