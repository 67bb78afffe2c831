import { runOnce } from "graphile-worker";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { now } from "#app/house/clock.server.ts";
import { pool } from "#app/house/database.server.ts";
import { log, makeLog } from "#app/house/log.server.ts";
import { askForMailIn, type IdentityMailKind } from "#app/identity/identity-mail.server.ts";
import { forgetSecrets } from "#app/jobs/forget-secrets.server.ts";
import { taskList } from "#app/jobs/task-list.server.ts";
import { readMail, readMailbox } from "#app/mail/mailbox.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { workerLogger } from "./work.server.ts";

const token = "0Vk84lVTZBzrW5ZVdWZ2fzDf";
const email = "lan@doanh-nghiep.example";

let house: TestHouse;
let lines = "";
beforeAll(async () => {
	house = await testHouse();
	const person = { id: "lan", name: "Trần Thị Lan", email, locale: "vi" };
	await house.db.insertInto("person").values(person).execute();
	const keep = (line: string) => {
		lines += line;
	};
	const kept = makeLog("trace", { write: keep });
	for (const level of ["error", "warn", "info", "debug", "trace"] as const) {
		vi.spyOn(log, level).mockImplementation(((...said: [object]) => kept[level](...said)) as never);
	}
});
afterEach(() => {
	lines = "";
});
afterAll(async () => {
	vi.restoreAllMocks();
	await house.close();
});

const askForMail = (kind: IdentityMailKind) =>
	inTransaction(house.db, (trx) => askForMailIn(trx, { kind, personId: "lan", token }, now()));

/** Does what is due and what failed before, once. */
async function doJobs(): Promise<void> {
	await sql`update graphile_worker._private_jobs set run_at = now()`.execute(house.owner);
	await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: workerLogger() });
}

/** Everything that the database holds of jobs, askings and mails, as text. */
async function heldText(): Promise<string> {
	const tables = ["graphile_worker._private_jobs", "identity_mail", "outbox_mail", "verification"];
	const texts = await Promise.all(
		tables.map((table) => pool.query<{ text: string }>(`select t::text as text from ${table} t`)),
	);
	return texts.flatMap(({ rows }) => rows.map(({ text }) => text)).join("\n");
}

/** Each step of the job meets a table that is gone. */
const steps = ["identity_mail", "person", "outbox_mail"];

test.each(steps)("no line and no row holds the token when the job fails at %s", async (table) => {
	await askForMail("reset-password");
	await sql`alter table ${sql.table(table)} rename to away`.execute(house.owner);
	await doJobs();
	await sql`alter table away rename to ${sql.table(table)}`.execute(house.owner);
	expect(lines).toContain("job failed");
	expect(lines).toContain('"job":"identity.mail"');
	expect(lines).not.toContain(token);
	expect(await heldText()).toContain("askedId");
	expect(await heldText()).not.toContain(token);
	await doJobs();
	expect(await heldText()).not.toContain("askedId");
});

test("the mailbox of the demo shows the link; the words that are kept do not hold it", async () => {
	const [newest] = await readMailbox(house.db, email);
	const mail = await readMail(house.db, newest?.id ?? "");
	expect(mail?.html).toContain(`/reset-password?token=${token}`);
	expect(mail?.text).toContain(`/reset-password?token=${token}`);
	expect(await heldText()).toContain("/reset-password?token=secret-of-this-mail");
	expect(await heldText()).not.toContain(token);
});

test("after a day the link is gone, whether or not the mail was written or sent", async () => {
	await askForMail("verify-address");
	const held = async () => {
		const mails = await house.db.selectFrom("outboxMail").select("id").where("sealedSecret", "is not", null).execute();
		const asked = await house.db.selectFrom("identityMail").select("id").execute();
		return [mails.length, asked.length];
	};
	const hours = (count: number) => new Date(now().getTime() + count * 3_600_000);
	await forgetSecrets({}, hours(23));
	expect(await held()).toEqual([3, 1]);
	await forgetSecrets({}, hours(25));
	expect(await held()).toEqual([0, 0]);
	const [newest] = await readMailbox(house.db, email);
	expect((await readMail(house.db, newest?.id ?? ""))?.text).not.toContain(token);
	// The job finds nothing to write about any more, and is done.
	await doJobs();
	expect(await heldText()).not.toContain("askedId");
});
