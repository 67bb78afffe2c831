import { randomUUID } from "node:crypto";
import { generateSync } from "otplib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { contextOf, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { changePassword } from "../passwords/change-password.server.ts";
import { hashPassword, isPassword } from "../passwords/hash-queue.server.ts";
import { openFactor, sealFactor } from "../sealed-factors.server.ts";
import { showFactor } from "../second-factor/show-factor.server.ts";
import { factorAddress } from "../second-factor/totp.server.ts";
import { endOtherSessions } from "./end-other-sessions.server.ts";
import { endSession } from "./end-session.server.ts";
import { changePhone } from "./factor/change-phone.server.ts";
import { countBackupCodes } from "./factor/count-backup-codes.server.ts";
import { replaceBackupCodes } from "./factor/replace-backup-codes.server.ts";
import { findNextSecret, startPhoneChange } from "./factor/start-phone-change.server.ts";
import { turnOffSecondFactor } from "./factor/turn-off-second-factor.server.ts";
import { findOwnSession, ownSessions } from "./own-sessions.server.ts";
import { saveMails } from "./save-mails.server.ts";
import { signInHistory } from "./sign-in-history.server.ts";
import { wantedMails, whoWants } from "./wanted-mails.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const now = new Date("2026-09-08T03:00:00Z");
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const ctxOf = (actor: Actor, at = now) => contextOf(house.db, actor, at);

async function session(actor: Actor): Promise<string> {
	const id = randomUUID();
	await house.db
		.insertInto("personSession")
		.values({ id, token: randomUUID(), userId: actor.personId, expiresAt: new Date("2026-09-09T03:00:00Z") })
		.execute();
	return id;
}

const openSessions = async (actor: Actor) =>
	(await ownSessions(house.db, actor.personId, now)).map(({ id }) => id).sort();

async function withPassword(actor: Actor, password: string): Promise<void> {
	const id = randomUUID();
	await house.db
		.insertInto("credential")
		.values({
			id,
			accountId: actor.personId,
			providerId: "credential",
			userId: actor.personId,
			password: await hashPassword(actor.email, password),
		})
		.execute();
}

async function passwordOf(actor: Actor): Promise<string | null> {
	const { password } = await house.db
		.selectFrom("credential")
		.select("password")
		.where("userId", "=", actor.personId)
		.executeTakeFirstOrThrow();
	return password;
}

const OLD_SECRET = "khoa-cua-dien-thoai-cu-0123456789";

async function withSecondFactor(actor: Actor): Promise<Actor> {
	await house.db
		.insertInto("secondFactor")
		.values({
			id: randomUUID(),
			userId: actor.personId,
			verified: true,
			secret: await sealFactor(OLD_SECRET),
			backupCodes: await sealFactor(JSON.stringify(["aaaaa-bbbbb", "ccccc-ddddd"])),
		})
		.execute();
	await house.db.updateTable("person").set({ twoFactorEnabled: true }).where("id", "=", actor.personId).execute();
	return { ...actor, secondFactor: true };
}

const codeAt = (secret: string, at: Date) =>
	generateSync({ secret: factorAddress(secret, "").typed, epoch: Math.floor(at.getTime() / 1000) });

const shows = (actor: Actor, code: string, at = now) =>
	inTransaction(house.db, (trx) => showFactor(trx, actor.personId, code, at));

async function actionsOf(actor: Actor): Promise<string[]> {
	const rows = await signInHistory(house.db, actor.personId);
	return rows.map(({ action }) => action).reverse();
}

const GOOD = "sáu con vịt xám bơi ngang";
const BETTER = "bảy quả mít rụng sau hè";

test("a new password signs the others out, and only the person's own", async () => {
	const [actor, other] = [await makePerson(house.db), await makePerson(house.db)];
	await withPassword(actor, GOOD);
	const [here, , elsewhere] = [await session(actor), await session(actor), await session(other)];
	await changePassword(ctxOf(actor), { currentPassword: GOOD, password: BETTER, sessionId: here });
	expect(await isPassword(actor.email, await passwordOf(actor), BETTER)).toBe(true);
	expect(await openSessions(actor)).toEqual([here]);
	expect(await openSessions(other)).toEqual([elsewhere]);
	expect(await actionsOf(actor)).toEqual(["identity.password-changed", "identity.sessions-ended"]);
});

test("a wrong, a known and the same password change nothing", async () => {
	const actor = await makePerson(house.db);
	await withPassword(actor, GOOD);
	const [here] = [await session(actor), await session(actor)];
	const before = await passwordOf(actor);
	const tries = [
		{
			currentPassword: BETTER,
			password: "chín mươi chín đóa hồng",
			refusal: "account_refusal_wrong_password",
			field: "currentPassword",
		},
		{ currentPassword: GOOD, password: GOOD, refusal: "account_refusal_same_password", field: "password" },
		{ currentPassword: GOOD, password: "1234567890", refusal: "identity_refusal_weak_password", field: "password" },
	];
	for (const { refusal, field, ...input } of tries) {
		await expect(changePassword(ctxOf(actor), { ...input, sessionId: here })).rejects.toMatchObject({
			code: refusal,
			field,
		});
	}
	expect(await passwordOf(actor)).toBe(before);
	expect(await openSessions(actor)).toHaveLength(2);
});

test("two changes at once: one counts, the other is told", async () => {
	const actor = await makePerson(house.db);
	await withPassword(actor, GOOD);
	const here = await session(actor);
	const tries = [BETTER, "tám chiếc thuyền nan qua sông"].map((password) =>
		changePassword(ctxOf(actor), { currentPassword: GOOD, password, sessionId: here }),
	);
	const said = await Promise.allSettled(tries);
	expect(said.filter((each) => each.status === "fulfilled")).toHaveLength(1);
	const refused = said.find((each) => each.status === "rejected");
	// Where the second asks only once the first is done, the password that it gives is the old one.
	expect(["house_refusal_moved_on", "account_refusal_wrong_password"]).toContain(refused?.reason.code);
});

test("the present password cannot be guessed without end", async () => {
	const actor = await makePerson(house.db);
	await withPassword(actor, GOOD);
	const here = await session(actor);
	const guess = (currentPassword: string) =>
		changePassword(ctxOf(actor), { currentPassword, password: BETTER, sessionId: here });
	for (let tried = 0; tried < 10; tried++) {
		await expect(guess(`đoán mò lần ${tried}`)).rejects.toMatchObject({ code: "account_refusal_wrong_password" });
	}
	await expect(guess(GOOD)).rejects.toMatchObject({ code: "house_refusal_too_many_tries" });
});

test("a person ends their other sessions, not this one and nobody else's", async () => {
	const [actor, other] = [await makePerson(house.db), await makePerson(house.db)];
	const [here, phone, desk, theirs] = [
		await session(actor),
		await session(actor),
		await session(actor),
		await session(other),
	];
	expect(await findOwnSession(ctxOf(actor), theirs)).toBeNull();
	expect(await endSession(ctxOf(actor), { sessionId: theirs, askingSessionId: here })).toBe(false);
	expect(await openSessions(other)).toEqual([theirs]);
	await expect(endSession(ctxOf(actor), { sessionId: here, askingSessionId: here })).rejects.toMatchObject({
		code: "account_refusal_this_session",
	});
	expect(await endSession(ctxOf(actor), { sessionId: phone, askingSessionId: here })).toBe(true);
	expect(await endSession(ctxOf(actor), { sessionId: phone, askingSessionId: here })).toBe(false);
	expect(await openSessions(actor)).toEqual([here, desk].sort());
	expect(await endOtherSessions(ctxOf(actor), { askingSessionId: here })).toBe(1);
	expect(await openSessions(actor)).toEqual([here]);
	expect(await actionsOf(actor)).toEqual(["identity.sessions-ended", "identity.sessions-ended"]);
});

test("ten new backup codes take the place of the old, each good once", async () => {
	const actor = await withSecondFactor(await makePerson(house.db));
	expect(await countBackupCodes(house.db, actor.personId)).toBe(2);
	const codes = await replaceBackupCodes(ctxOf(actor));
	expect(new Set(codes).size).toBe(10);
	expect(await shows(actor, "aaaaa-bbbbb")).toBeNull();
	expect(await shows(actor, codes[0] ?? "")).toEqual({ amr: "backup", left: 9 });
	expect(await shows(actor, codes[0] ?? "")).toBeNull();
	expect(await countBackupCodes(house.db, actor.personId)).toBe(9);
	const without = await makePerson(house.db);
	await expect(replaceBackupCodes(ctxOf(without))).rejects.toMatchObject({ code: "account_refusal_no_factor" });
});

test("the old telephone works until the new one has shown a right code", async () => {
	const actor = await withSecondFactor(await makePerson(house.db));
	const [here] = [await session(actor), await session(actor)];
	await startPhoneChange(ctxOf(actor));
	const secret = (await findNextSecret(ctxOf(actor))) ?? "";
	expect(secret).not.toBe("");
	const wrong = changePhone(ctxOf(actor), { code: codeAt(OLD_SECRET, now), sessionId: here });
	await expect(wrong).rejects.toMatchObject({ code: "identity_refusal_wrong_code", field: "code" });
	expect(await shows(actor, codeAt(OLD_SECRET, now))).toEqual({ amr: "otp" });
	expect(await shows(actor, codeAt(secret, now))).toBeNull();

	const later = minutesLater(2);
	await changePhone(ctxOf(actor, later), { code: codeAt(secret, later), sessionId: here });
	expect(await openSessions(actor)).toEqual([here]);
	const next = minutesLater(4);
	expect(await shows(actor, codeAt(OLD_SECRET, next), next)).toBeNull();
	// The code that proved the telephone is used up; the next is good, and the backup codes are as they were.
	expect(await shows(actor, codeAt(secret, later), later)).toBeNull();
	expect(await shows(actor, codeAt(secret, next), next)).toEqual({ amr: "otp" });
	expect(await countBackupCodes(house.db, actor.personId)).toBe(2);
});

test("a key for a new telephone is good once, and for a quarter of an hour", async () => {
	const actor = await withSecondFactor(await makePerson(house.db));
	const here = await session(actor);
	await startPhoneChange(ctxOf(actor));
	const secret = (await findNextSecret(ctxOf(actor))) ?? "";
	const late = minutesLater(15);
	const old = { code: "account_refusal_key_too_old" };
	expect(await findNextSecret(ctxOf(actor, late))).toBeNull();
	await expect(changePhone(ctxOf(actor, late), { code: codeAt(secret, late), sessionId: here })).rejects.toMatchObject(
		old,
	);
	const tries = [1, 2].map(() => changePhone(ctxOf(actor), { code: codeAt(secret, now), sessionId: here }));
	const said = await Promise.allSettled(tries);
	expect(said.filter((each) => each.status === "fulfilled")).toHaveLength(1);
	expect(said.find((each) => each.status === "rejected")).toMatchObject({ reason: old });
	const stranger = await withSecondFactor(await makePerson(house.db));
	await expect(changePhone(ctxOf(stranger), { code: codeAt(secret, now), sessionId: here })).rejects.toMatchObject(old);
});

test("a business's person turns the second factor off, staff cannot, whatever they held when they came", async () => {
	const owner = await withSecondFactor(await makePerson(house.db));
	const [here] = [await session(owner), await session(owner)];
	await turnOffSecondFactor(ctxOf(owner), { sessionId: here });
	expect(await countBackupCodes(house.db, owner.personId)).toBeNull();
	expect(await openSessions(owner)).toEqual([here]);
	await expect(turnOffSecondFactor(ctxOf(owner), { sessionId: here })).rejects.toMatchObject({
		code: "account_refusal_no_factor",
	});
	const officer = await withSecondFactor(await makeStaff(house.db, "auditor"));
	const refused = { code: "account_refusal_staff_factor", status: 403 };
	await expect(turnOffSecondFactor(ctxOf(officer), { sessionId: "" })).rejects.toMatchObject(refused);
	// A role that was given since the page was opened.
	await expect(turnOffSecondFactor(ctxOf({ ...officer, roles: [] }), { sessionId: "" })).rejects.toMatchObject(refused);
	expect(await countBackupCodes(house.db, officer.personId)).toBe(2);
});

test("choices about mails count from the next mail on; what never comes is not theirs to choose", async () => {
	const [actor, other] = [await makePerson(house.db), await makePerson(house.db)];
	const none = { reminders: false, messages: false };
	await saveMails(ctxOf(actor), { inBusiness: true, wanted: none, locale: "en" });
	expect(await whoWants(house.db, "reminders", [actor, other])).toEqual([other]);
	expect(await whoWants(house.db, "messages", [actor, other])).toEqual([other]);
	const { locale } = await house.db
		.selectFrom("person")
		.select("locale")
		.where("id", "=", actor.personId)
		.executeTakeFirstOrThrow();
	expect(locale).toBe("en");
	await saveMails(ctxOf(actor), { inBusiness: true, wanted: { reminders: true, messages: false }, locale: "vi" });
	expect(await wantedMails(house.db, actor.personId)).toEqual({ reminders: true, messages: false });
	const auditor = await makeStaff(house.db, "auditor");
	await saveMails(ctxOf(auditor), { inBusiness: false, wanted: none, locale: "vi" });
	expect(await wantedMails(house.db, auditor.personId)).toEqual({ reminders: true, messages: true });
});

test("a person reads what happened with their own account, and nothing of others", async () => {
	const [actor, other] = [await makePerson(house.db), await makePerson(house.db)];
	const choice = { inBusiness: true, wanted: { reminders: false, messages: true }, locale: "vi" as const };
	// The same once more is nothing that happened.
	for (const who of [actor, other, actor]) await saveMails(ctxOf(who), choice);
	const entries = await signInHistory(house.db, actor.personId);
	expect(entries).toMatchObject([{ action: "identity.mails-chosen", by: "self" }]);
});

test("keys and codes are kept sealed", async () => {
	const actor = await withSecondFactor(await makePerson(house.db));
	await startPhoneChange(ctxOf(actor));
	const codes = await replaceBackupCodes(ctxOf(actor));
	const row = await house.db
		.selectFrom("secondFactor")
		.selectAll()
		.where("userId", "=", actor.personId)
		.executeTakeFirstOrThrow();
	expect(JSON.stringify(row, (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(
		codes[0],
	);
	expect(await openFactor(row.nextSecret ?? "")).toBe(await findNextSecret(ctxOf(actor)));
});
