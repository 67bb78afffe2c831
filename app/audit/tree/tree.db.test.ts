import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { appendAudit } from "../append.server.ts";
import { isSigned } from "./checkpoint.ts";
import { eraseValue } from "./erase-value.server.ts";
import { lastCheckpoint } from "./last-checkpoint.server.ts";
import { placeAll, placeEntries } from "./place-entries.server.ts";
import { signedCheckpoints } from "./signing-keys.server.ts";
import { verifyAuditLog } from "./verify-log.server.ts";

const who = { actor: { system: "test" }, now: new Date("2026-09-08T03:00:00Z") };

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());
beforeEach(() =>
	tamper("truncate audit_entry, audit_waiting, audit_leaf, audit_checkpoint, audit_key restart identity"),
);

const write = (number: number) =>
	inTransaction(house.db, (trx) =>
		appendAudit(trx, who, {
			action: "test.done",
			subject: { kind: "test", id: String(number), label: "t" },
			facts: { number, amountDong: 5n, phone: "0901234567" },
		}),
	);

/** Twenty lines, placed and signed in two states of ten and twenty. */
async function twenty(): Promise<void> {
	for (let half = 0; half < 2; half++) {
		await Promise.all(Array.from({ length: 10 }, (_, at) => write(half * 10 + at)));
		await placeAll(house.db, now());
	}
}

/** As who owns the server and stops at nothing. */
async function tamper(...statements: string[]): Promise<void> {
	await house.owner.connection().execute(async (connection) => {
		await sql`set session_replication_role = replica`.execute(connection);
		for (const statement of statements) await sql.raw(statement).execute(connection);
		await sql`set session_replication_role = origin`.execute(connection);
	});
}

const found = async () => (await verifyAuditLog(house.db)).breaks;

describe("lines find their places", () => {
	test("each once, in the order of their numbers, whoever writes and places at the same moment", async () => {
		await Promise.all([
			...Array.from({ length: 20 }, (_, at) => write(at)),
			...Array.from({ length: 5 }, () => placeEntries(house.db, now())),
		]);
		await Promise.all(Array.from({ length: 5 }, () => placeAll(house.db, now())));
		expect(await verifyAuditLog(house.db)).toMatchObject({ entries: 20n, treeSize: 20, breaks: [] });
		const { rows } = await sql<{ count: number }>`select count(*)::int as count from audit_waiting`.execute(house.db);
		expect(rows).toEqual([{ count: 0 }]);
	});

	test("a line that is written and not committed keeps none of the others waiting, and has its place later", async () => {
		await inTransaction(house.db, async (trx) => {
			await appendAudit(trx, who, { action: "test.slow", subject: { kind: "test", id: "s", label: "s" } });
			await write(1);
			expect(await placeEntries(house.db, now())).toBe(1);
		});
		expect(await placeEntries(house.db, now())).toBe(1);
		expect(await verifyAuditLog(house.db)).toMatchObject({ entries: 2n, treeSize: 2, breaks: [] });
	});

	test("what is rolled back leaves no line, and no hole", async () => {
		const failed = inTransaction(house.db, async (trx) => {
			await appendAudit(trx, who, { action: "test.failed", subject: { kind: "test", id: "f", label: "f" } });
			throw new Error("not today");
		});
		await expect(failed).rejects.toThrow("not today");
		await write(1);
		await placeAll(house.db, now());
		expect(await verifyAuditLog(house.db)).toMatchObject({ entries: 1n, treeSize: 1, breaks: [] });
	});
});

describe("nobody but the owner", () => {
	test.each([
		"update audit_entry set action = 'x'",
		"update audit_entry set actor_name = '', salt = null, opened = '{}', erased = '{\"actorName\":\"\"}'",
		"delete from audit_entry",
		"update audit_leaf set entry_id = 99",
		"delete from audit_leaf",
		"delete from audit_checkpoint",
		"update audit_checkpoint set tree_size = 99",
	])("%s is refused to the servers", async (statement) => {
		await twenty();
		await expect(sql.raw(statement).execute(house.db)).rejects.toThrow(/permission denied/);
	});

	test.each([
		"update audit_entry set action = 'x' where id = 5",
		"update audit_entry set facts = '{\"number\":7}' where id = 5",
		"update audit_entry set actor_name = 'x', salt = null, opened = '{}', erased = '{}' where id = 5",
		"update audit_entry set facts = facts || '{\"more\":1}', salt = null, opened = '{}', erased = '{}' where id = 5",
		"delete from audit_entry where id = 5",
		"truncate audit_entry",
		"truncate audit_leaf",
		"update audit_leaf set hash = decode(repeat('00', 32), 'hex') where position = 3",
		"delete from audit_checkpoint",
	])("%s is refused to the owner too", async (statement) => {
		await twenty();
		await expect(sql.raw(statement).execute(house.owner)).rejects.toThrow(/never changed/);
	});
});

describe("tampering", () => {
	beforeEach(twenty);

	test.each<[string, string[], { id: bigint; problem: string }[]]>([
		[
			"a fact",
			[`update audit_entry set facts = facts || '{"amountDong":"6"}' where id = 5`],
			[{ id: 5n, problem: "changed" }],
		],
		["a name", ["update audit_entry set actor_name = 'somebody else' where id = 5"], [{ id: 5n, problem: "changed" }]],
		[
			"a moment",
			["update audit_entry set at = at + interval '1 microsecond' where id = 5"],
			[{ id: 5n, problem: "changed" }],
		],
		["a line that is taken out", ["delete from audit_entry where id = 5"], [{ id: 5n, problem: "missing" }]],
		[
			"a line that is taken out with its place",
			["delete from audit_entry where id = 5", "delete from audit_leaf where entry_id = 5"],
			[{ id: 6n, problem: "missing" }],
		],
		[
			"a line that is put in",
			[
				`insert into audit_entry (id, at, actor_kind, actor_name, action, subject_kind, subject_id, subject_label)
					values (900, now(), 'system', 'x', 'test.done', 'test', '1', 't')`,
			],
			[{ id: 900n, problem: "unplaced" }],
		],
		[
			"two lines that change places",
			[
				"update audit_leaf set position = 1000 where position = 3",
				"update audit_leaf set position = 3 where position = 4",
				"update audit_leaf set position = 4 where position = 1000",
			],
			[{ id: 10n, problem: "out-of-place" }],
		],
		[
			"the end that is cut off",
			["delete from audit_entry where id > 18", "delete from audit_leaf where position >= 18"],
			[{ id: 20n, problem: "cut-off" }],
		],
		[
			"a state that nobody signed",
			["update audit_checkpoint set signature = decode(repeat('11', 64), 'hex') where tree_size = 10"],
			[{ id: 10n, problem: "forged" }],
		],
		[
			"a state that is signed for another size",
			["delete from audit_checkpoint where tree_size = 10", "update audit_checkpoint set tree_size = 19"],
			[{ id: 19n, problem: "forged" }],
		],
	])("%s is found", async (_what, statements, breaks) => {
		expect(await found()).toEqual([]);
		await tamper(...statements);
		expect(await found()).toEqual(expect.arrayContaining(breaks));
	});

	test("a line that was changed together with its leaf is found by what was signed", async () => {
		// Who can do this has read the code: the leaf is that of the changed line.
		await tamper(`update audit_entry set facts = facts || '{"amountDong":"6"}' where id = 5`);
		const { entryRows } = await import("./entry-rows.server.ts");
		const { leafOf } = await import("./leaf.ts");
		const row = await entryRows(house.db).where("auditEntry.id", "=", 5n).executeTakeFirstOrThrow();
		await tamper(`update audit_leaf set hash = decode('${leafOf(row).toString("hex")}', 'hex') where entry_id = 5`);
		expect(await found()).toEqual([{ id: 10n, problem: "out-of-place" }]);
	});

	test("a whole new log under another key is forged", async () => {
		const given = config.encryptionKeys;
		await tamper(
			"truncate audit_checkpoint, audit_key",
			"delete from audit_leaf",
			"insert into audit_waiting select id from audit_entry",
		);
		Object.assign(config, { encryptionKeys: [{ version: 1, value: "b".repeat(64) }] });
		await placeAll(house.db, now());
		Object.assign(config, { encryptionKeys: given });
		expect(await found()).toEqual([{ id: 20n, problem: "forged" }]);
	});

	test("a line that has waited for more than a minute is told of", async () => {
		await write(21);
		expect(await found()).toEqual([]);
		await tamper("update audit_waiting set written_at = written_at - interval '2 minutes'");
		expect(await found()).toEqual([{ id: 21n, problem: "unplaced" }]);
	});
});

describe("erasing a value", () => {
	beforeEach(twenty);
	const erase = (name: string, id = 5n) => eraseValue(house.owner, { id, name, reason: "asked for", now: who.now });

	test("leaves the proof as it is, and a line that tells of it", async () => {
		await erase("facts.phone");
		await erase("actorName");
		const row = await house.db.selectFrom("auditEntry").selectAll().where("id", "=", 5n).executeTakeFirstOrThrow();
		expect(row).toMatchObject({ actorName: "", salt: null });
		expect(row.facts).toEqual({ number: expect.any(Number), amountDong: "5" });
		expect(Object.values(row.opened ?? {})).toHaveLength(3);
		await placeAll(house.db, now());
		expect(await verifyAuditLog(house.db)).toMatchObject({ entries: 22n, treeSize: 22, breaks: [] });
		const told = await house.db
			.selectFrom("auditEntry")
			.select("facts")
			.where("action", "=", "audit.value-erased")
			.execute();
		expect(told.map(({ facts }) => facts)).toEqual([
			{ id: "5", erasedValue: "facts.phone", reason: "asked for" },
			{ id: "5", erasedValue: "actorName", reason: "asked for" },
		]);
	});

	test("cannot hide a change, and what is not there cannot be erased", async () => {
		await erase("facts.phone");
		await tamper(`update audit_entry set facts = facts || '{"amountDong":"6"}' where id = 5`);
		expect(await found()).toEqual([{ id: 5n, problem: "changed" }]);
		await expect(erase("facts.email", 6n)).rejects.toThrow("It has actorName, subjectLabel");
		await expect(erase("actorName", 99n)).rejects.toThrow("There is no entry 99.");
	});
});

describe("another key", () => {
	let given: typeof config.encryptionKeys;
	const next = { version: 2, value: "c".repeat(64) };
	beforeAll(() => {
		given = config.encryptionKeys;
	});
	afterEach(() => {
		Object.assign(config, { encryptionKeys: given });
	});
	afterAll(() => {
		Object.assign(config, { encryptionKeys: given });
	});

	test("vouches for the one before, which may go then", async () => {
		await twenty();
		Object.assign(config, { encryptionKeys: [next, ...given] });
		await write(21);
		await placeAll(house.db, now());
		expect(await found()).toEqual([]);
		Object.assign(config, { encryptionKeys: [next] });
		expect(await found()).toEqual([]);
		// Nobody vouches for a key that was written in later.
		await tamper("update audit_key set vouch = decode(repeat('22', 64), 'hex') where version = 1");
		expect(await found()).toEqual([
			{ id: 10n, problem: "forged" },
			{ id: 20n, problem: "forged" },
		]);
	});

	test("vouches by `npm run rotate` too, where no line was written since", async () => {
		await twenty();
		Object.assign(config, { encryptionKeys: [next] });
		await expect(inTransaction(house.db, (trx) => signedCheckpoints.reseal(trx, 1))).rejects.toThrow(
			"Set ENCRYPTION_KEY so that it holds 1:",
		);
		Object.assign(config, { encryptionKeys: [next, ...given] });
		expect(await signedCheckpoints.count(house.db)).toEqual(new Map([[1, 1]]));
		expect(await inTransaction(house.db, (trx) => signedCheckpoints.reseal(trx, 1))).toBe(2);
		expect(await inTransaction(house.db, (trx) => signedCheckpoints.reseal(trx, 1))).toBe(0);
		expect(await signedCheckpoints.count(house.db)).toEqual(new Map([[2, 1]]));
		Object.assign(config, { encryptionKeys: [next] });
		expect(await found()).toEqual([]);
		// And once more: the third vouches for the second, and by that for the first.
		Object.assign(config, { encryptionKeys: [{ version: 3, value: "d".repeat(64) }, next] });
		expect(await inTransaction(house.db, (trx) => signedCheckpoints.reseal(trx, 1))).toBe(2);
		Object.assign(config, { encryptionKeys: [{ version: 3, value: "d".repeat(64) }] });
		expect(await found()).toEqual([]);
	});

	test("under the number of the old one signs nothing", async () => {
		await twenty();
		Object.assign(config, { encryptionKeys: [{ version: 1, value: next.value }] });
		await write(21);
		await expect(placeAll(house.db, now())).rejects.toThrow("version 1 of ENCRYPTION_KEY is another key");
	});
});

test("what was signed last is a note that anybody can check with the public key", async () => {
	expect(await lastCheckpoint(house.db)).toBeNull();
	await twenty();
	const signed = await lastCheckpoint(house.db);
	const [text = "", mark = ""] = (signed?.note ?? "").split("\n\n");
	expect(text).toMatch(/^donbay\/audit\n20\n[\w+/]{43}=$/);
	const { publicKey } = await house.db.selectFrom("auditKey").select("publicKey").executeTakeFirstOrThrow();
	const bytes = Buffer.from(/^— donbay\/audit (\S+)\n$/.exec(mark)?.[1] ?? "", "base64");
	expect(bytes.byteLength).toBe(68);
	expect(isSigned(`${text}\n`, bytes.subarray(4), publicKey)).toBe(true);
	expect(isSigned(`${text.replace("20", "21")}\n`, bytes.subarray(4), publicKey)).toBe(false);
});
