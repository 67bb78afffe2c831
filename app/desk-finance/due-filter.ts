import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import type { DueClaim } from "./due-claims.server.ts";

/** What the list of what waits to be paid is narrowed to; empty where it is not, as for what an address does not name. */
export const dueQuery = z.object({ programme: z.string().catch(""), association: z.string().catch("") });

export type DueQuery = z.infer<typeof dueQuery>;

type Filtered = Pick<DueClaim, "programmeId" | "associationId">;

export function filterDue<Due extends Filtered>(due: readonly Due[], { programme, association }: DueQuery): Due[] {
	return due.filter(
		({ programmeId, associationId }) =>
			(programme === "" || programmeId === programme) && (association === "" || associationId === association),
	);
}

type Option = { value: string; label: string };

/** The programmes and associations that something waits for, by name. */
export function dueOptions(due: readonly DueClaim[], locale: Locale): { programmes: Option[]; associations: Option[] } {
	const byName = (options: Iterable<[string, string]>) =>
		[...new Map(options)]
			.map(([value, label]) => ({ value, label }))
			.sort((one, other) => one.label.localeCompare(other.label, locale));
	const vi = locale === "vi";
	return {
		programmes: byName(due.map((row) => [row.programmeId, vi ? row.programmeVi : row.programmeEn])),
		associations: byName(due.map((row) => [row.associationId, vi ? row.associationVi : row.associationEn])),
	};
}
