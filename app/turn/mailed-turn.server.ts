import type { Kysely } from "kysely";
import { unsafeOneApplication } from "#app/application/visible-applications.server.ts";
import { membershipOf } from "#app/business/own-business.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { type KnownFile, knownFiles, type ShownTurn } from "./known-files.server.ts";
import { type Mailed, mailedOf } from "./mailed-turn.ts";
import { type Desk, standingOf } from "./standing.server.ts";
import { openTurns, type Sought, soughtTurn } from "./turn.rules.ts";
import type { Person } from "./turns.ts";

type Reader = { personId: string; locale: Locale };

/** What an application asks of whoever a mail is written to; `shown` is the turn itself, whoever's it is. */
export type TurnFor = (
	to: Reader,
	sought: Sought & { as: "business" | Desk },
) => Promise<{ mailed: Mailed; shown: ShownTurn } | null>;

/** Reads for jobs, which act for nobody's eyes, whose turn it is about one application; once, however many are written to. */
export function turnsToMail(db: Kysely<Tables>, applicationId: string, now: Date): TurnFor {
	const known = new Map<boolean, Promise<KnownFile | undefined>>();
	const read = (told: boolean) => {
		const found =
			known.get(told) ?? knownFiles(db, unsafeOneApplication(db, applicationId), { now, told }).then(([file]) => file);
		known.set(told, found);
		return found;
	};
	return async ({ personId, locale }, { as, ...sought }) => {
		const file = await read(as === "business");
		if (!file) return null;
		const person = await personOf(db, personId, { as, file, now });
		const turn = soughtTurn(file.file, person, { ...sought, today: plainDateAt(now) });
		if (!turn) return null;
		const shown = file.shown(turn);
		const mailed = mailedOf(shown, person, locale);
		return mailed && { mailed, shown };
	};
}

/** Whether a provider is who is waited for. */
export async function isProviderAwaited(db: Kysely<Tables>, applicationId: string, now: Date): Promise<boolean> {
	const [known] = await knownFiles(db, unsafeOneApplication(db, applicationId), { now, told: true });
	return known !== undefined && openTurns(known.file, plainDateAt(now)).some(({ kind }) => kind === "provider-accept");
}

async function personOf(
	db: Kysely<Tables>,
	personId: string,
	{ as, file, now }: { as: "business" | Desk; file: KnownFile; now: Date },
): Promise<Person> {
	if (as === "business") return { as, binds: (await membershipOf(db, personId, file.businessId)) === "owner" };
	return (await standingOf(db, personId, { desk: as, now, ids: [file.id] }))(file.id);
}
