import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { m } from "#messages/messages.js";
import { contextOf, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { forgetMailSecrets, SECRET_PLACE } from "../mail-secret.server.ts";
import { writeMail } from "../write-mail.server.ts";
import { requeueUnsent } from "./requeue-unsent.server.ts";
import { tryAgain } from "./try-again.server.ts";
import { tryAgainForm } from "./unsent.forms.ts";
import { mailStateOf, partlyHidden, troubleOf } from "./unsent.rules.ts";
import { unsafeGivenUpJobs, unsafeUnsentMails } from "./unsent-page.server.ts";

const SMTP_URL = "smtp://127.0.0.1:9";
const at = new Date("2026-09-08T03:00:00Z");

let house: TestHouse;
let administrator: Actor;
beforeAll(async () => {
	house = await testHouse();
	administrator = await makeStaff(house.db, "administrator");
	Object.assign(config, { SMTP_URL });
});
afterAll(async () => {
	Object.assign(config, { SMTP_URL: undefined });
	await house.close();
});
beforeEach(async () => {
	await sql`delete from graphile_worker._private_jobs`.execute(house.owner);
	await sql`delete from outbox_mail`.execute(house.owner);
});

let written = 0;

async function write(secret?: string, writtenAt = at): Promise<string> {
	const key = `unsent:${++written}`;
	const url = `https://donbay.example/reset-password?token=${secret ? SECRET_PLACE : ""}`;
	const mail = { key, to: "lan@doanh-nghiep.example", locale: "vi" as const, name: "reset-password" as const };
	await inTransaction(house.db, (trx) =>
		writeMail(trx, { ...mail, props: { name: "Lan", url }, secret, now: writtenAt }),
	);
	const row = await house.db.selectFrom("outboxMail").select("id").where("key", "=", key).executeTakeFirstOrThrow();
	return row.id;
}

const giveUp = (error = "connect ECONNREFUSED 127.0.0.1:9") =>
	sql`update graphile_worker._private_jobs set attempts = max_attempts, last_error = ${error}, run_at = now() + interval '1 day'`.execute(
		house.db,
	);

async function attempts(): Promise<[string, number, boolean][]> {
	const { rows } = await sql<{ name: string; attempts: number; due: boolean }>`
		select task_identifier as name, attempts, run_at <= now() as due from graphile_worker.jobs order by id`.execute(
		house.db,
	);
	return rows.map(({ name, attempts, due }) => [name, attempts, due]);
}

const lastAudit = () =>
	house.db
		.selectFrom("auditEntry")
		.select(["action", "subjectId", "facts"])
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();

describe("the list", () => {
	test("says who, what and what hinders it, without telling the address or the server's words", async () => {
		await write();
		await giveUp("550 5.1.1 <lan@doanh-nghiep.example>: user unknown");
		await write();
		const { mails, count } = await unsafeUnsentMails(house.db);
		expect(count).toBe(2);
		expect(mails).toMatchObject([
			{ recipient: "l•••@doanh-nghiep.example", state: "given-up", trouble: "address", nextTryAt: null },
			{ state: "waiting", trouble: null },
		]);
		expect(mails[0]?.subject).toMatch(/mật khẩu/);
		expect(JSON.stringify(mails)).not.toContain("lan@");
	});

	test("a link that has ended is said, and such a mail is not sent again", async () => {
		const id = await write("token");
		await inTransaction(house.db, (trx) => forgetMailSecrets(trx, new Date(at.getTime() + 25 * 3_600_000)));
		expect((await unsafeUnsentMails(house.db)).mails).toMatchObject([{ state: "link-ended" }]);
		await expect(tryAgain(contextOf(house.db, administrator), { kind: "mail", id })).rejects.toMatchObject({
			code: "mail_refusal_link_ended",
		});
	});

	test("other work that gave up is listed by its name", async () => {
		await inTransaction(house.db, (trx) => enqueue(trx, "books.check", {}));
		expect(await unsafeGivenUpJobs(house.db)).toEqual([]);
		await giveUp();
		expect(await unsafeGivenUpJobs(house.db)).toMatchObject([{ name: "books.check", tries: 12 }]);
	});
});

describe("trying again", () => {
	test("one mail begins anew, by its own job, once, and the log says so", async () => {
		const id = await write();
		await giveUp();
		expect(await tryAgain(contextOf(house.db, administrator), { kind: "mail", id })).toBe(1);
		expect(await attempts()).toEqual([["mail.send", 0, true]]);
		expect(await lastAudit()).toMatchObject({ action: "mail.sent-again", subjectId: id });
	});

	test("a mail whose job is gone gets a new one; one that was sent is refused", async () => {
		const id = await write();
		await sql`delete from graphile_worker._private_jobs`.execute(house.owner);
		await tryAgain(contextOf(house.db, administrator), { kind: "mail", id });
		expect(await attempts()).toEqual([["mail.send", 0, true]]);
		await house.db.updateTable("outboxMail").set({ sentAt: at }).where("id", "=", id).execute();
		await expect(tryAgain(contextOf(house.db, administrator), { kind: "mail", id })).rejects.toMatchObject({
			code: "house_refusal_moved_on",
		});
	});

	test("all that gave up begins anew, and what goes on by itself is left alone", async () => {
		await write();
		await inTransaction(house.db, (trx) => enqueue(trx, "books.check", {}));
		await giveUp();
		await write();
		await sql`update graphile_worker._private_jobs set attempts = 3 where attempts = 0`.execute(house.db);
		expect(await tryAgain(contextOf(house.db, administrator), { kind: "all" })).toBe(2);
		expect((await attempts()).map(([name, tries]) => [name, tries])).toEqual([
			["mail.send", 0],
			["books.check", 0],
			["mail.send", 3],
		]);
		expect(await lastAudit()).toMatchObject({ action: "mail.all-tried-again", facts: { mails: 1, jobs: 1 } });
		await expect(tryAgain(contextOf(house.db, administrator), { kind: "all" })).rejects.toMatchObject({
			code: "mail_refusal_nothing_gave_up",
		});
	});

	test("a job that has not given up is nobody's to push", async () => {
		await inTransaction(house.db, (trx) => enqueue(trx, "books.check", {}));
		const { rows } = await sql<{ id: string }>`select id::text as id from graphile_worker.jobs`.execute(house.db);
		const what = { kind: "job" as const, id: rows[0]?.id ?? "" };
		const ctx = contextOf(house.db, administrator);
		await expect(tryAgain(ctx, what)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		await giveUp();
		expect(await tryAgain(ctx, what)).toBe(1);
		expect(await lastAudit()).toMatchObject({ action: "mail.job-tried-again", subjectId: what.id });
	});

	test.each(["finance_officer", "auditor", "programme_officer", "reviewer"] as const)(
		"is not for a %s",
		async (role) => {
			const other = await makeStaff(house.db, role);
			await expect(tryAgain(contextOf(house.db, other), { kind: "all" })).rejects.toMatchObject({ status: 403 });
			const without = { ...administrator, secondFactor: false };
			await expect(tryAgain(contextOf(house.db, without), { kind: "all" })).rejects.toMatchObject({ status: 403 });
		},
	);
});

test("every night, mails that gave up are asked for again; old ones, and those whose link has ended, rest", async () => {
	const day = 86_400_000;
	await write(undefined, new Date(at.getTime() - 40 * day));
	await write("token", at);
	await inTransaction(house.db, (trx) => forgetMailSecrets(trx, new Date(at.getTime() + 2 * day)));
	await write(undefined, at);
	await giveUp();
	await inTransaction(house.db, (trx) => requeueUnsent(trx, new Date(at.getTime() + 2 * day)));
	expect((await attempts()).map(([, tries]) => tries)).toEqual([12, 12, 0]);
	expect(now()).toBeInstanceOf(Date);
});

test.each([
	["connect ECONNREFUSED 127.0.0.1:9", "unreachable"],
	["getaddrinfo ENOTFOUND mail.example", "unreachable"],
	["Invalid login: 535 5.7.8 Error", "sign-in"],
	["Can't send mail - all recipients were rejected: 550 5.1.1 user unknown", "address"],
	["Message failed: 451 mailbox busy", "busy"],
	["Message failed: 554 spam", "refused"],
	["something else", "other"],
])("%s is %s", (error, trouble) => expect(troubleOf(error)).toBe(trouble));

test.each([
	["lan@doanh-nghiep.example", "l•••@doanh-nghiep.example"],
	["a@b.example", "a•••@b.example"],
	["@b.example", "•••"],
	["nobody", "•••"],
])("%s is shown as %s", (address, shown) => expect(partlyHidden(address)).toBe(shown));

test.each([
	[{ linkEnded: true, attempts: 0, maxAttempts: 12 }, "link-ended"],
	[{ linkEnded: false, attempts: 12, maxAttempts: 12 }, "given-up"],
	[{ linkEnded: false, attempts: null, maxAttempts: null }, "given-up"],
	[{ linkEnded: false, attempts: 3, maxAttempts: 12 }, "trying"],
	[{ linkEnded: false, attempts: 0, maxAttempts: 12 }, "waiting"],
] as const)("%o is %s", (mail, state) => expect(mailStateOf(mail)).toBe(state));

test.each([
	["all", { kind: "all" }],
	["job:12", { kind: "job", id: "12" }],
	["mail:7e57d004-2b97-4e7a-b45f-5387367791cd", { kind: "mail", id: "7e57d004-2b97-4e7a-b45f-5387367791cd" }],
])("what a button says, %s, is read", (what, read) => expect(tryAgainForm.parse({ what })).toEqual({ what: read }));

test.each(["mail:x", "job:1;drop", "", undefined])("what no button says, %s, is refused in words", (what) => {
	const read = tryAgainForm.safeParse({ what });
	expect(read.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
		["what", m.house_field_unexpected()],
	]);
});
