import { expect, test } from "vitest";
import { type EntryRow, leafOf, withoutValue } from "./leaf.ts";

const row: EntryRow = {
	id: "12",
	at: "2026-09-08T03:00:00.000000Z",
	actorKind: "person",
	actorId: "p1",
	actorName: "Lê Minh",
	action: "application.submitted",
	subjectKind: "application",
	subjectId: "a1",
	subjectLabel: "HS-2026-000012",
	facts: { totalDong: "60000000", phone: "0901234567", nested: { list: [1, null] } },
	requestId: null,
	salt: Buffer.alloc(16, 7),
	opened: null,
	erased: null,
};

const changes: Partial<EntryRow>[] = [
	{ id: "13" },
	{ at: "2026-09-08T03:00:00.000001Z" },
	{ actorKind: "system" },
	{ actorId: null },
	{ actorName: "Lê Mính" },
	{ action: "application.withdrawn" },
	{ subjectKind: "claim" },
	{ subjectId: "a2" },
	{ subjectLabel: "HS-2026-000013" },
	{ facts: { ...row.facts, totalDong: "60000001" } },
	{ facts: { ...row.facts, more: null } },
	{ facts: { totalDong: "60000000", phone: "0901234567" } },
	{ requestId: "r1" },
	{ salt: Buffer.alloc(16, 8) },
];

test.each(changes)("%j is another leaf", (change) => {
	expect(leafOf({ ...row, ...change })).not.toEqual(leafOf(row));
});

test.each(["actorName", "subjectLabel", "facts.phone", "facts.nested"])(
	"%s can be erased, and the leaf stays",
	(name) => {
		const after = withoutValue(row, name);
		expect(leafOf(after)).toEqual(leafOf(row));
		// Nothing that is left helps to guess it: neither the value nor its salt, nor what its salt was made from.
		expect(after.salt).toBeNull();
		expect(Object.keys(after.opened ?? {})).not.toContain(name);
		const again = withoutValue(after, "facts.totalDong");
		expect(leafOf(again)).toEqual(leafOf(row));
		expect(leafOf({ ...again, erased: { ...again.erased, [name]: "0".repeat(64) } })).not.toEqual(leafOf(row));
	},
);

test("what was erased cannot come back as something else, and what is not there cannot be erased", () => {
	const after = withoutValue(row, "facts.phone");
	expect(leafOf({ ...after, facts: { ...after.facts, phone: "0900000000" } })).not.toEqual(leafOf(row));
	expect(leafOf({ ...after, facts: { ...after.facts, phone: "" } })).not.toEqual(leafOf(row));
	const nameless = withoutValue(row, "actorName");
	expect(leafOf({ ...nameless, actorName: "Lê Minh" })).not.toEqual(leafOf(row));
	expect(() => withoutValue(row, "facts.email")).toThrow("actorName, subjectLabel, facts.totalDong");
	expect(() => withoutValue(after, "facts.phone")).toThrow(RangeError);
});
