import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/*
 * Servers are started anew one after the other: those of the build before still run when a release has migrated, and fail
 * where a column or table that they name is gone. So a name goes one release after the last build that names it.
 */

/** Migrations that take a column or table away, or rename one, with what was done about servers of the build before. */
const lostNames: Record<string, string> = {
	"036-sign-in": "before the first release",
	// Until it is started anew, a server of the build before answers 500 where an agreement is offered or an address changed.
	"098-provider-addresses-known": "released; the build before named first_email, so stop its servers before migrating",
	// Until it is started anew, a server of the build before can write no line of the audit log, and so change nothing.
	"114-audit-tree": "released; the build before named hash, so stop its servers before migrating",
};

const takesAway =
	/\bdrop\s+(?:column|table)\b|\balter\s+table\s+\w+\s+drop\s+(?!constraint\b)|\brename\s+(?!constraint\b)|\b(?:dropColumn|dropTable|renameColumn|renameTo)\b/i;

test("a column or table goes, or is renamed, only once the build before no longer names it", () => {
	const folder = new URL("migrations/", import.meta.url);
	const found = readdirSync(folder)
		.filter((name) => takesAway.test(readFileSync(new URL(name, folder), "utf8")))
		.map((name) => name.replace(/\.ts$/, ""));
	expect(found.sort()).toEqual(Object.keys(lostNames).sort());
});

test.each([
	["alter table claim drop column split", true],
	["alter table claim\n\t\t\tdrop  column split", true],
	["alter table claim rename column split to parts", true],
	["alter table claim rename to request", true],
	["drop table claim", true],
	["db.schema.alterTable('claim').dropColumn('split')", true],
	["alter table claim drop split", true],
	["alter table claim rename split to parts", true],
	["drop trigger claim_kept on claim", false],
	["alter table claim add column split", false],
	["alter table claim drop constraint claim_kept", false],
])("%s", (text, isLost) => {
	expect(takesAway.test(text)).toBe(isLost);
});
