import type { Kysely } from "kysely";
import type { Association } from "#app/association/association-name.ts";
import { associationNames } from "#app/association/associations.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { type Spread, spreadOf } from "../spread.rules.ts";
import { waitingDays } from "../waiting-days.server.ts";

type Named = Pick<Association, "id" | "nameVi" | "nameEn">;

/** How long businesses wait for an answer, as on the home page; small groups are named, their figures are not shown. */
export type Waiting = {
	all: Spread | null;
	/** The quickest first. */
	associations: { association: Named; spread: Spread }[];
	small: Named[];
};

export async function waiting(db: Kysely<Tables>, now: Date): Promise<Waiting> {
	const waited = await waitingDays(db, now);
	const ids = [...new Set(waited.flatMap(({ associationId }) => associationId ?? []))];
	const groups = (await associationNames(db, ids)).map((association) => ({
		association,
		spread: spreadOf(waited.filter((each) => each.associationId === association.id).map(({ days }) => days)),
	}));
	return {
		all: spreadOf(waited.map(({ days }) => days)),
		associations: groups
			.flatMap(({ association, spread }) => (spread ? [{ association, spread }] : []))
			.sort((one, other) => one.spread.median - other.spread.median),
		small: groups.flatMap(({ association, spread }) => (spread ? [] : [association])),
	};
}
