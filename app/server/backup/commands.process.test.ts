import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { placeAll } from "#app/audit/tree/place-entries.server.ts";
import { verifyAuditLog } from "#app/audit/tree/verify-log.server.ts";
import { verifyBooks } from "#app/books/verify-books.server.ts";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { openDatabase, openPool } from "#db/connection.server.ts";
import { startBuiltServer } from "#testing/crash-house.ts";
import { makeAgreed, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeAssociation } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { type Account, makeAccount, makeFactor, PASSWORD } from "#testing/visitor.ts";
import { temporaryFolder } from "../../../scripts/spawn-server.js";
import { checkSecrets } from "../secrets/secret-versions.server.ts";

/*
 * The commands as an operator types them, `npm run backup` and `npm run restore`, in processes of their own.
 */

const KEY = randomBytes(32).toString("hex");
const { folder, remove } = temporaryFolder("backup");

let house: TestHouse;
let restoredUrl: string;
let account: Account;
let factor: Awaited<ReturnType<typeof makeFactor>>;
let documentId: string;
let file: string;

type Ran = { code: number; says: string };

/** Runs a command to its end; what it says is what it writes to either stream. */
function run(command: "backup" | "restore", words: string[], settings: Record<string, string> = {}): Promise<Ran> {
	const environment = {
		...process.env,
		...{
			NODE_ENV: "production" as const,
			LOG_LEVEL: "silent",
			DATABASE_URL: house.url,
			BACKUP_DIR: folder,
			BACKUP_KEY: KEY,
		},
		SESSION_SECRET: config.sessionSecrets[0].value,
		ENCRYPTION_KEY: config.encryptionKeys[0].value,
		...settings,
	};
	return new Promise((done) => {
		execFile(
			"npm",
			["run", "-s", command, ...(words.length > 0 ? ["--", ...words] : [])],
			{ env: environment },
			(error, out, told) => done({ code: error ? Number(error.code) : 0, says: out + told }),
		);
	});
}

async function administer(statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: new URL("/postgres", house.url).href });
	await client.connect();
	await client.query(statement).finally(() => client.end());
}

async function emptyDatabase(name: string): Promise<string> {
	await administer(`drop database if exists ${name} with (force)`);
	await administer(`create database ${name} template template0`);
	return new URL(`/${name}`, house.url).href;
}

const names = ["restored_by_command", "restored_from_half"];

beforeAll(async () => {
	house = await testHouse();
	// As a server does at its start: the backup names the secrets that the database was sealed with.
	await checkSecrets(house.db);
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 500_000_000n } });
	const agreed = await makeAgreed(house.db, { associationId, programmeId });
	await makeVerifiedClaim(house.db, agreed);
	account = await makeAccount(house.db, "Lê Thị Khôi");
	factor = await makeFactor(house.db, account);
	// The one who signs in to the restored place reads a document of the business.
	await house.db
		.insertInto("businessMember")
		.values({ businessId: agreed.business.id, personId: account.personId, since: new Date("2026-09-08T03:00:00Z") })
		.execute();
	({ id: documentId } = await house.db
		.selectFrom("applicationDocument")
		.select("id")
		.where("applicationId", "=", agreed.id)
		.orderBy("id")
		.executeTakeFirstOrThrow());
});
afterAll(async () => {
	for (const name of names) await administer(`drop database if exists ${name} with (force)`);
	await house.close();
	remove();
});

test("a backup is written, looked through and restored by the commands, and the restored place is whole", async () => {
	await placeAll(house.db, now());
	const backed = await run("backup", []);
	expect([backed.code, backed.says]).toEqual([0, expect.stringContaining("Keep a copy elsewhere")]);
	const [name = "", ...others] = readdirSync(folder);
	expect([name, others]).toEqual([expect.stringMatching(/^donbay-[\dT-]+\.backup$/), []]);
	file = join(folder, name);
	expect(statSync(file).mode & 0o077).toBe(0);
	expect(readFileSync(file).includes("Lê Thị Khôi")).toBe(false);

	// No database is asked.
	const looked = await run("restore", ["--verify", file], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
	expect(looked).toEqual({ code: 0, says: expect.stringContaining("The backup is whole.") });

	restoredUrl = await emptyDatabase("restored_by_command");
	const restored = await run("restore", [file], { DATABASE_URL: restoredUrl });
	expect([restored.code, restored.says]).toEqual([0, expect.stringContaining("Restored.")]);
	expect(restored.says).toContain("The audit log is whole");
	expect(restored.says).toContain("The books agree.");

	const db = openDatabase(
		openPool(restoredUrl, { max: 2, applicationName: "donbay-test", role: config.DATABASE_ROLE }),
	);
	const before = await verifyAuditLog(house.db);
	const after = await verifyAuditLog(db);
	expect(after.breaks).toEqual([]);
	// All that was there, and that its links were ended.
	expect(after.entries).toBe(before.entries + 1n);
	expect([after.treeSize, after.root]).toEqual([before.treeSize, before.root]);
	expect(after.treeSize).toBeGreaterThan(10);
	expect((await verifyBooks(db)).filter(({ wrong }) => wrong > 0)).toEqual([]);
	await db.destroy();
});

test("a person signs in to the restored place with the same password and factor, and reads the same document", async () => {
	const server = await startBuiltServer(restoredUrl, { WORKER: "off" });
	onTestFinished(() => server.stop());
	let cookie = "";
	const post = async (path: string, form: Record<string, string>) => {
		const answer = await fetch(`${server.found}${path}`, {
			method: "POST",
			body: new URLSearchParams(form),
			headers: { Cookie: cookie },
			redirect: "manual",
		});
		const given = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
		if (given.length > 0) cookie = given.join("; ");
		return answer;
	};
	expect((await post("/sign-in", { email: account.email, password: "không phải câu này" })).status).not.toBe(303);
	expect((await post("/sign-in", { email: account.email, password: PASSWORD })).status).toBe(303);
	expect((await post("/sign-in/second-factor", { code: factor.codeAt() })).status).toBe(303);
	const document = await fetch(`${server.found}/files/applications/${documentId}`, { headers: { Cookie: cookie } });
	expect(document.status).toBe(200);
	const kept = await house.db
		.selectFrom("storedFile")
		.select("storedFile.bytes")
		.innerJoin("applicationDocument", "applicationDocument.fileId", "storedFile.id")
		.where("applicationDocument.id", "=", documentId)
		.executeTakeFirstOrThrow();
	expect(Buffer.from(await document.arrayBuffer()).equals(kept.bytes)).toBe(true);
});

test("what cannot be restored is refused in words, and nothing is left behind", async () => {
	const whole = readFileSync(file);
	const changed = Buffer.from(whole);
	const middle = Math.floor(changed.length / 2);
	changed.writeUInt8(changed.readUInt8(middle) ^ 1, middle);
	const kept = (name: string, bytes: Buffer) => {
		writeFileSync(join(folder, name), bytes);
		return join(folder, name);
	};
	const half = await emptyDatabase("restored_from_half");
	const tries: [string[], Record<string, string>, RegExp][] = [
		[[file], { BACKUP_KEY: randomBytes(32).toString("hex") }, /BACKUP_KEY is another one/],
		[[kept("short.backup", whole.subarray(0, whole.length - 1_000))], {}, /cut off/],
		[[kept("changed.backup", changed)], {}, /was changed/],
		[[kept("none.backup", Buffer.from("no backup at all"))], {}, /This is no backup/],
		[[join(folder, "gone.backup")], {}, /There is no .*gone\.backup/],
		[[], {}, /Say which backup/],
	];
	for (const [words, settings, says] of tries) {
		const ran = await run("restore", words, { DATABASE_URL: half, ...settings });
		expect([words, ran.code, ran.says]).toEqual([words, 1, expect.stringMatching(says)]);
		expect(ran.says).not.toMatch(/\n\s+at /);
	}
	const client = new pg.Client({ connectionString: half });
	await client.connect();
	const { rows } = await client.query("select tablename from pg_tables where schemaname = 'public'");
	await client.end();
	expect(rows).toEqual([]);
	// A database that is in use is never filled.
	const again = await run("restore", [file], { DATABASE_URL: restoredUrl });
	expect([again.code, again.says]).toEqual([1, expect.stringContaining("not empty")]);
});
