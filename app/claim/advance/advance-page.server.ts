import type { Kysely } from "kysely";
import { findOwnApplication } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Advanceable } from "../claim.access.ts";
import { advanceStanding } from "./advance-standing.server.ts";
import { advanceableOf } from "./advanceable.server.ts";

export type AdvancePage = Advanceable & { reference: string; approvedDong: bigint; advancePercent: number };

/** For the person's own application whose programme pays ahead; null for any other. */
export async function advancePage(db: Kysely<Tables>, actor: Actor, reference: string): Promise<AdvancePage | null> {
	const application = await findOwnApplication(db, actor, reference);
	if (!application?.approvedDong) return null;
	const { advancePercent } = await advanceStanding(db, application);
	if (advancePercent === 0) return null;
	const { approvedDong } = application;
	return { ...(await advanceableOf(db, application)), reference, approvedDong, advancePercent };
}
