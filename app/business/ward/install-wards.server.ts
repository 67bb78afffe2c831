import type { Transaction } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { wards } from "./wards.ts";

/** Brings the table of wards to this build's list; names and kinds follow the list, nothing is removed. */
export async function installWards(trx: Transaction<Tables>): Promise<void> {
	await trx
		.insertInto("ward")
		.values(wards.map((ward, position) => ({ ...ward, position })))
		.onConflict((conflict) =>
			conflict.column("code").doUpdateSet((eb) => ({
				name: eb.ref("excluded.name"),
				kind: eb.ref("excluded.kind"),
				formerProvince: eb.ref("excluded.formerProvince"),
				position: eb.ref("excluded.position"),
			})),
		)
		.execute();
}
