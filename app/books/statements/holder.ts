/*
 * Whose accounts a statement is about. A programme holds what no association has; an envelope all of its money, by how
 * far it has come; a business and an application what was approved for them.
 */

import { z } from "zod";
import { holdingKinds } from "#app/funding/accounts.ts";

export const holderKinds = ["programme", "envelope", "business", "application"] as const;

export type HolderKind = (typeof holderKinds)[number];

/** `id` is a programme's id, an envelope's or a business's uuid, or the reference of an application. */
export type Holder = { kind: HolderKind; id: string };

const held = holdingKinds;

/** In which order a statement shows the accounts of a holder; all accounts of one kind are one column. */
export const columnsOf = {
	programme: ["unallotted"],
	envelope: ["available", ...held],
	business: held,
	application: held,
} as const satisfies Record<HolderKind, readonly string[]>;

export const statementColumns = ["unallotted", "available", ...held] as const;

export type StatementColumn = (typeof statementColumns)[number];

const uuidKinds: ReadonlySet<HolderKind> = new Set(["envelope", "business"]);

/** The holder that an address names; null where it names none. */
export function holderOf(kind: string | undefined, id: string | undefined): Holder | null {
	const known = holderKinds.find((each) => each === kind);
	const isNamed = known && id && (!uuidKinds.has(known) || z.uuid().safeParse(id).success);
	return isNamed ? { kind: known, id } : null;
}

export function statementPath({ kind, id }: Holder): string {
	return `/finance/statements/${kind}/${encodeURIComponent(id)}`;
}
