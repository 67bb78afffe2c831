import { sql } from "kysely";
import type { Invariant } from "#app/ledger/invariant.server.ts";
import { transferLabel } from "#app/ledger/ledger-invariants.server.ts";

/*
 * Nothing is reversed but by a correction that two persons made, and what they confirmed was reversed.
 */

export const correctionInvariants = [
	{
		name: "correction_confirmed",
		rows: sql`select coalesce(correction.reference, ${transferLabel}) as subject, 1 as expected,
				coalesce(correction.state = 'confirmed' and correction.transfer_id = transfer.reverses
					and correction.ended_by <> correction.proposed_by and correction.ended_by is distinct from original.actor_id
					and original.reason in ('pay', 'recover') and original.reverses is null, false)::int as found
			from (select * from ledger_transfer where reverses is not null) transfer
			full join (select * from correction where state = 'confirmed' or reversal_id is not null) correction
				on correction.reversal_id = transfer.id
			left join ledger_transfer original on original.id = transfer.reverses`,
	},
] as const satisfies Invariant[];
