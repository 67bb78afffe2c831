import { createHash, createHmac } from "node:crypto";
import { ownValue } from "#app/kernel/own-value.ts";
import { canonicalJson, type Json } from "./canonical-json.ts";
import { leafHash } from "./merkle.ts";

/** A line of the log as it stands in its table. */
export type EntryRow = {
	id: string;
	/** In UTC, to the microsecond. */
	at: string;
	actorKind: string;
	actorId: string | null;
	actorName: string;
	action: string;
	subjectKind: string;
	subjectId: string;
	subjectLabel: string;
	facts: Record<string, Json>;
	requestId: string | null;
	/** From which each value's own salt is made; null once a value was erased. */
	salt: Buffer | null;
	/** The salts of the values that are left, in hexadecimal digits, once one was erased. */
	opened: Record<string, string> | null;
	/** What stands for the values that were erased. */
	erased: Record<string, string> | null;
};

/** The values that may have to be erased one day, each by a name of its own: names, labels, and every fact. */
function valuesOf({ actorName, subjectLabel, facts, erased }: EntryRow): [name: string, value: Json][] {
	const named: [string, Json][] = [
		["actorName", actorName],
		["subjectLabel", subjectLabel],
		...Object.entries(facts).map(([name, value]): [string, Json] => [`facts.${name}`, value]),
	];
	// An erased name or label is empty, and an erased fact is not there; what stands in its place was put there.
	const isGone = ([name, value]: [string, Json]) =>
		erased !== null && Object.hasOwn(erased, name) && value === "" && !name.startsWith("facts.");
	return named.filter((each) => !isGone(each));
}

/** A value without a salt of its own was put there later: with an empty one its commitment is wrong. */
function saltOf({ salt, opened }: EntryRow, name: string): Buffer {
	if (salt) return createHmac("sha256", salt).update(name).digest();
	return Buffer.from((opened && ownValue(opened, name)) ?? "", "hex");
}

/** What stands for a value in the proof: with its salt it can be checked, without it nobody can guess it. */
function commitment(salt: Buffer, value: Json): string {
	return createHash("sha256").update(salt).update(canonicalJson(value)).digest("hex");
}

function commitmentsOf(row: EntryRow): Record<string, string> {
	const made = valuesOf(row).map(([name, value]) => [name, commitment(saltOf(row, name), value)]);
	return { ...row.erased, ...Object.fromEntries(made) };
}

/** The leaf of a line: the hash of its canonical JSON (RFC 8785), in which commitments stand for the values. */
export function leafOf(row: EntryRow): Buffer {
	const { id, at, actorKind, actorId, action, subjectKind, subjectId, requestId } = row;
	const said = { id, at, actorKind, actorId, action, subjectKind, subjectId, requestId, values: commitmentsOf(row) };
	return leafHash(Buffer.from(canonicalJson(said)));
}

/**
 * The line without one of its values. Its leaf stays what it was; the salt of the value goes with it.
 *
 * @throws RangeError where there is no such value.
 */
export function withoutValue(row: EntryRow, name: string): EntryRow {
	const values = valuesOf(row);
	const value = values.find(([each]) => each === name);
	if (!value)
		throw new RangeError(`Entry ${row.id} has no value ${name}. It has ${values.map(([each]) => each).join(", ")}.`);
	const left = values.filter(([each]) => each !== name);
	const fact = /^facts\.(.*)$/s.exec(name)?.[1];
	return {
		...row,
		...(name === "actorName" ? { actorName: "" } : {}),
		...(name === "subjectLabel" ? { subjectLabel: "" } : {}),
		facts: Object.fromEntries(Object.entries(row.facts).filter(([each]) => each !== fact)),
		salt: null,
		opened: Object.fromEntries(left.map(([each]) => [each, saltOf(row, each).toString("hex")])),
		erased: { ...row.erased, [name]: commitment(saltOf(row, name), value[1]) },
	};
}
