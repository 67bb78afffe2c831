import { randomBytes, randomUUID } from "node:crypto";
import { runOnce } from "graphile-worker";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { placeAll } from "#app/audit/tree/place-entries.server.ts";
import { verifyAuditLog } from "#app/audit/tree/verify-log.server.ts";
import { verifyBooks } from "#app/books/verify-books.server.ts";
import { unsafeReadBankAccount } from "#app/business/bank-account.server.ts";
import { config } from "#app/house/config.server.ts";
import { connectDatabase, db, pool } from "#app/house/database.server.ts";
import { askForMailIn } from "#app/identity/identity-mail.server.ts";
import { makeLink } from "#app/identity/mail-link.server.ts";
import { taskList } from "#app/jobs/task-list.server.ts";
import { SECRET_PLACE } from "#app/mail/mail-secret.server.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { openPool } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { makeAgreed, makePaid, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { prepareDatabase } from "../boot.server.ts";
import { checkSecrets } from "../secrets/secret-versions.server.ts";
import { workerLogger } from "../work.server.ts";
import { readArchive, writeArchive } from "./archive.server.ts";
import { endOldKeys } from "./end-old-keys.server.ts";
import { restoreBackup, takeManifest } from "./restore-backup.server.ts";
import { takeSnapshot } from "./snapshot.server.ts";
import { verifyFiles } from "./verify-files.server.ts";

const KEY = randomBytes(32).toString("hex");
const about = { product: "donbay test", now: new Date("2026-11-29T03:00:00Z"), told: () => undefined };

let house: TestHouse;
let backup: Buffer;
const made: string[] = [];

/** Runs a statement as the administrator of the server. */
async function administer(statement: string): Promise<void> {
	const address = new URL(house.url);
	address.pathname = "/postgres";
	const client = new pg.Client({ connectionString: address.href });
	await client.connect();
	await client.query(statement).finally(() => client.end());
}

async function emptyDatabase(): Promise<string> {
	const name = `restored_${randomBytes(6).toString("hex")}`;
	await administer(`create database ${name} template template0`);
	made.push(name);
	const address = new URL(house.url);
	address.pathname = `/${name}`;
	return address.href;
}

async function takeBackup(): Promise<Buffer> {
	const source = openPool(house.url, { max: 1, applicationName: "donbay-backup", role: config.DATABASE_ROLE });
	const client = await source.connect();
	const parts: Buffer[] = [];
	for await (const part of writeArchive(takeSnapshot(client, about), KEY)) parts.push(part);
	client.release(true);
	await source.end();
	return Buffer.concat(parts);
}

async function* inParts(file: Buffer, bytes = 10_007): AsyncGenerator<Buffer> {
	for (let at = 0; at < file.length; at += bytes) yield file.subarray(at, at + bytes);
}

async function restore(file: Buffer, databaseUrl: string, key = KEY): Promise<void> {
	const frames = readArchive(inParts(file), key);
	await restoreBackup(databaseUrl, await takeManifest(frames), frames, () => undefined);
}

async function readToItsEnd(file: Buffer, key = KEY): Promise<number> {
	let frames = 0;
	for await (const _frame of readArchive(inParts(file), key)) frames++;
	return frames;
}

/** Decisions as they were written before a migration asked more of new ones, by rules that are `not valid` for old rows. */
async function writeAsBefore(decisions: readonly object[]): Promise<void> {
	const { rows: rules } = await sql<{ name: string; definition: string }>`
		select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
		from pg_constraint where conrelid = 'decision'::regclass and not convalidated`.execute(house.owner);
	expect(rules.map(({ name }) => name).sort()).toEqual([
		"decision_recommendation_says_why",
		"decision_refusal_has_basis",
	]);
	for (const { name } of rules) await sql.raw(`alter table decision drop constraint ${name}`).execute(house.owner);
	for (const decision of decisions) {
		const row = JSON.stringify({ id: randomUUID(), ...decision });
		await sql`insert into decision select (jsonb_populate_record(decision, ${row}::jsonb)).*
			from decision order by id limit 1`.execute(house.owner);
	}
	for (const { name, definition } of rules) {
		await sql.raw(`alter table decision add constraint ${name} ${definition}`).execute(house.owner);
	}
}

beforeAll(async () => {
	house = await testHouse();
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 500_000_000n } });
	const application = await makeAgreed(house.db, { programmeId, associationId });
	await makePaid(house.db, [await makeVerifiedClaim(house.db, application, { accountNumber: "0071004471" })]);
	const { personId } = application.owner;
	const asked = { kind: "reset-password" as const, personId, token: "0Vk84lVTZBzrW5ZVdWZ2fzDf" };
	await inTransaction(house.db, async (trx) => {
		await askForMailIn(trx, asked, about.now);
		await makeLink(trx, "reset-password", personId, about.now);
		await writeMail(trx, {
			...{ key: "with a secret", to: "a@example.test", locale: "vi", name: "reset-password", now: about.now },
			...{ props: { name: "A", url: `https://donbay.example/${SECRET_PLACE}` }, secret: "a secret" },
		});
	});
	await writeAsBefore([{ kind: "recommend" }, { kind: "reject", approved_dong: 0 }]);
	const until = new Date(about.now.getTime() + 3_600_000);
	await house.db
		.insertInto("addressChange")
		.values({
			...{ id: randomUUID(), personId, fromEmail: "a@example.test", toEmail: "b@example.test", expiresAt: until },
			...{ confirmHash: randomBytes(32), cancelHash: randomBytes(32), askedAt: about.now, mailedAt: about.now },
		})
		.execute();
	const [first, second] = [await makeStaff(house.db, "administrator"), await makeStaff(house.db, "administrator")];
	const proposalId = randomUUID();
	await house.db
		.insertInto("personProposal")
		.values({
			...{ id: proposalId, kind: "reset-factor", personId, basis: "x", state: "proposed", proposedAt: about.now },
			...{ proposedBy: first.personId, proposedByName: first.name, lapsesAt: until },
		})
		.execute();
	await house.db
		.updateTable("personProposal")
		.set({
			...{ state: "confirmed", endedAt: about.now, endedBy: second.personId, endedByName: second.name },
			...{ endWords: "x", linkHash: randomBytes(32), linkUntil: until },
		})
		.where("id", "=", proposalId)
		.execute();
	// As the servers note at their start.
	await checkSecrets(house.db);
	backup = await takeBackup();
});
afterAll(async () => {
	await house.close();
	for (const name of made) await administer(`drop database if exists ${name} with (force)`);
});

/** All rows of all tables but those that are not kept, as text, and the next numbers. */
async function contentOf(databaseUrl: string): Promise<Record<string, unknown>> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	const { rows: tables } = await client.query<{ name: string }>(
		`select oid::regclass::text as name from pg_class where relkind = 'r'
			and relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)
			and relname not in ('person_session', 'rate_limit', 'migration', 'migration_lock', 'migrations') order by 1`,
	);
	const content: Record<string, unknown> = {};
	for (const { name } of tables) {
		const { rows } = await client.query(`select t::text as row from ${name} t order by 1`);
		content[name] = rows;
	}
	await client.end();
	return content;
}

/** Each restore migrates an empty database from its first table on. */
describe("the drill", { timeout: 120_000 }, () => {
	test("an empty place holds the same, whole, and goes on", async () => {
		const url = await emptyDatabase();
		await restore(backup, url);
		expect(await contentOf(url)).toEqual(await contentOf(house.url));

		const owner = openPool(url, { max: 4, applicationName: "donbay-test" });
		await prepareDatabase(owner);
		const before = pool;
		connectDatabase(url, "donbay-test");
		await checkSecrets(db);
		const [log, logBefore] = [await verifyAuditLog(db), await verifyAuditLog(house.db)];
		expect(log).toEqual(logBefore);
		expect(log.entries).toBeGreaterThan(10n);
		// Decisions of before that were written by hand are in neither's books.
		expect(await verifyBooks(db)).toEqual(await verifyBooks(house.db));
		const files = await verifyFiles(db);
		expect(files.wrong).toEqual([]);
		expect(files.checked).toBeGreaterThan(2n);

		const { businessId } = await db.selectFrom("bankAccount").select("businessId").executeTakeFirstOrThrow();
		expect(await unsafeReadBankAccount(db, businessId)).toEqual(await unsafeReadBankAccount(house.db, businessId));
		// Jobs that waited are done here.
		await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: workerLogger() });
		const mail = await db
			.selectFrom("outboxMail")
			.select("id")
			.where("template", "=", "reset-password")
			.executeTakeFirst();
		expect(mail).toBeDefined();
		// What the tables promise, they promise again: triggers, references and the next number.
		const insert = (accountId: bigint) =>
			owner.query(
				"insert into ledger_entry (transfer_id, account_id, amount_dong, balance_after_dong) select transfer_id, $1, 1, 0 from ledger_entry order by id limit 1",
				[accountId],
			);
		await expect(insert(999_999n)).rejects.toThrow(/only together with their transfer/);
		await expect(owner.query("update audit_entry set action = 'x'")).rejects.toThrow();
		await expect(owner.query("delete from person")).rejects.toThrow(/violates foreign key/);
		await pool.end();
		await owner.end();
		connectDatabase(house.url, "donbay-test");
		await before.query("select 1");
	});

	test("no key of then opens anything again: no session, no mailed link, no code, no mail that waits with one", async () => {
		const url = await emptyDatabase();
		await restore(backup, url);
		const owner = openPool(url, { max: 4, applicationName: "donbay-test" });
		await prepareDatabase(owner);
		const before = pool;
		connectDatabase(url, "donbay-test");
		const count = async (query: string) =>
			Number((await owner.query(`select count(*)::int as n from ${query}`)).rows[0].n);
		// Every place that keeps what a key is known by: a new one has to be ended too.
		const { rows } = await owner.query<{ place: string }>(
			`select table_name || '.' || column_name as place from information_schema.columns
			where table_schema = 'public' and (column_name ~ '(link|code|confirm|cancel|browser|visitor|token|key)_hash$'
				or column_name in ('token', 'sealed_token', 'sealed_secret', 'next_secret') or table_name || column_name = 'verificationvalue')
			order by 1`,
		);
		const live: Record<string, string> = {
			"address_change.cancel_hash": "address_change where ended_at is null",
			"address_change.confirm_hash": "address_change where ended_at is null",
			"agreement_party.answered_link_hash": "agreement_party where answered_link_hash is not null",
			"agreement_party.code_hash": "agreement_party where code_hash is not null",
			"agreement_party.link_hash": "agreement_party where link_hash is not null",
			"identity_mail.sealed_token": "identity_mail where sealed_token is not null",
			"outbox_mail.sealed_secret": "outbox_mail where sealed_secret is not null",
			"person_proposal.link_hash": `person_proposal where link_until > '${about.now.toISOString()}'`,
			"person_session.token": "person_session",
			"second_factor.next_secret": "second_factor where next_secret is not null",
			"stripe_account.form_link_hash": "stripe_account where form_link_hash is not null",
			"verification.value": "verification",
		};
		// These let nobody in: the cookies of a browser, for a visitor's own answers, beside a password, and for kept forms.
		const harmless = ["assessment.visitor_hash", "kept_form.browser_hash", "known_browser.browser_hash"];
		const places = rows.map(({ place }) => place).filter((place) => !harmless.includes(place));
		expect(places).toEqual(Object.keys(live));
		for (const place of [
			"agreement_party.answered_link_hash",
			"identity_mail.sealed_token",
			"outbox_mail.sealed_secret",
		]) {
			expect([place, (await count(live[place] ?? "")) > 0]).toEqual([place, true]);
		}
		for (const place of ["address_change.confirm_hash", "person_proposal.link_hash", "verification.value"]) {
			expect([place, await count(live[place] ?? "")]).toEqual([place, 1]);
		}

		await endOldKeys(about.now, { createdAt: about.now.toISOString() });
		for (const [place, query] of Object.entries(live)) expect([place, await count(query)]).toEqual([place, 0]);
		await placeAll(db, about.now);
		expect((await verifyAuditLog(db)).breaks).toEqual([]);
		expect(await count("audit_entry where action = 'backup.restored'")).toBe(1);
		await pool.end();
		await owner.end();
		connectDatabase(house.url, "donbay-test");
		await before.query("select 1");
	});

	test("people work on while a backup is made, and it holds one moment", async () => {
		const source = openPool(house.url, { max: 1, applicationName: "donbay-backup", role: config.DATABASE_ROLE });
		const client = await source.connect();
		const parts: Buffer[] = [];
		const late = { id: "late", name: "Người đến sau", email: "sau@doanh-nghiep.example" };
		const frames = takeSnapshot(client, about);
		const first = await frames.next();
		// The snapshot is open: rows come in every table's way, none of which waits for it.
		await house.db.insertInto("person").values(late).execute();
		const rest = async function* () {
			if (!first.done) yield first.value;
			yield* frames;
		};
		for await (const part of writeArchive(rest(), KEY)) parts.push(part);
		client.release(true);
		await source.end();
		const url = await emptyDatabase();
		await restore(Buffer.concat(parts), url);
		const restored = openPool(url, { max: 1, applicationName: "donbay-test" });
		expect((await restored.query("select 1 from person where id = 'late'")).rowCount).toBe(0);
		await restored.end();
	});

	test("sessions are not in it, since one that ended must not begin again, and neither are secrets", async () => {
		const frames = readArchive(inParts(backup), KEY);
		const { tables, secrets, migrations } = await takeManifest(frames);
		const names = tables.map(({ name }) => name);
		expect(names).toContain("stored_file");
		expect(names).toContain("_private_jobs");
		expect(names).not.toContain("person_session");
		expect(secrets.map(({ secret }) => secret)).toEqual(["ENCRYPTION_KEY", "SESSION_SECRET"]);
		expect(JSON.stringify(secrets)).not.toContain(config.encryptionKeys[0].value);
		expect(migrations).toContain("042-backup-made");
		await frames.return(undefined);
	});
});

describe("a file that was touched", () => {
	const changed = (at: number) => {
		const copy = Buffer.from(backup);
		copy[at] = (copy[at] ?? 0) ^ 1;
		return copy;
	};

	test("is read whole as it is", async () => {
		expect(await readToItsEnd(backup)).toBeGreaterThan(50);
	});

	test.each([
		["another key", () => readToItsEnd(backup, "0".repeat(64)), /BACKUP_KEY is another one/],
		["no backup", () => readToItsEnd(Buffer.from("PGDMP".repeat(50))), /This is no backup of Đòn Bẩy/],
		["a bit of the salt", () => readToItsEnd(changed(20)), /BACKUP_KEY is another one/],
		["a bit in the middle", () => readToItsEnd(changed(backup.length >> 1)), /was changed/],
		["the last bit", () => readToItsEnd(changed(backup.length - 1)), /was changed/],
		["cut off", () => readToItsEnd(backup.subarray(0, backup.length - 40)), /cut off/],
		["cut off after the header", () => readToItsEnd(backup.subarray(0, 48)), /cut off/],
		["empty", () => readToItsEnd(Buffer.alloc(0)), /This is no backup/],
		["continued", () => readToItsEnd(Buffer.concat([backup, Buffer.from("x")])), /goes on after its end/],
	])("is refused: %s", async (_what, read, words) => {
		await expect(read()).rejects.toThrow(words);
	});
});

describe("a place that does not fit", { timeout: 120_000 }, () => {
	test("a database that holds something is left as it is", async () => {
		await expect(restore(backup, house.url)).rejects.toThrow(/not empty: it has \d+ tables.*createdb/);
	});

	test("other secrets are named, with what to set", async () => {
		const { encryptionKeys, sessionSecrets } = config;
		const url = await emptyDatabase();
		Object.assign(config, {
			encryptionKeys: [{ version: 1, value: "b".repeat(64) }],
			sessionSecrets: [{ version: 2, value: "c".repeat(64) }],
		});
		try {
			await expect(restore(backup, url)).rejects.toThrow(
				/ENCRYPTION_KEY: version 1 is another one.*\n.*SESSION_SECRET: version 1 is missing; set it as 1:…/,
			);
		} finally {
			Object.assign(config, { encryptionKeys, sessionSecrets });
		}
	});

	test("a newer version's backup is refused by name, and so is a newer format", async () => {
		const frames = readArchive(inParts(backup), KEY);
		const manifest = await takeManifest(frames);
		const newer = { ...manifest, migrations: [...manifest.migrations, "999-later"] };
		const url = await emptyDatabase();
		await expect(restoreBackup(url, newer, frames, () => undefined)).rejects.toThrow(/newer version .*999-later/);
		const later = async function* () {
			yield { kind: "M" as const, manifest: { ...manifest, format: 2 } };
		};
		const parts: Buffer[] = [];
		for await (const part of writeArchive(later(), KEY)) parts.push(part);
		await expect(readToItsEnd(Buffer.concat(parts))).rejects.toThrow(/format 2, and this version reads up to 1/);
	});

	test("a restore that breaks off leaves nothing, and can be run again", async () => {
		const url = await emptyDatabase();
		const frames = readArchive(inParts(backup), KEY);
		const manifest = await takeManifest(frames);
		const broken = async function* () {
			for (let next = await frames.next(), seen = 0; !next.done; next = await frames.next(), seen++) {
				if (seen === 60) throw new Error("the disk is gone");
				yield next.value;
			}
		};
		await expect(restoreBackup(url, manifest, broken(), () => undefined)).rejects.toThrow(/the disk is gone/);
		const client = openPool(url, { max: 1, applicationName: "donbay-test" });
		expect((await client.query("select 1 from person")).rowCount).toBe(0);
		await client.end();
		await restore(backup, url);
		expect(await contentOf(url)).toHaveProperty("person");
	});
});
