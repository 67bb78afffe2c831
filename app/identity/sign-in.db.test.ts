import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { generateSync } from "otplib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { now } from "#app/house/clock.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { contextOf, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { type Account, makeAccount, makeFactor, PASSWORD, Visitor } from "#testing/visitor.ts";
import { confirmByCode, confirmByPassword } from "./confirm-it-is-you.server.ts";
import { grantRole } from "./people/grant-role.server.ts";
import { confirmSecondFactor, startSecondFactor } from "./second-factor/set-up.server.ts";
import { findActor, findSession, requireActor, requireRecent, type Session } from "./session.server.ts";
import { endSessions } from "./sessions/end-sessions.server.ts";
import { signIn, signInWithCode, signOut } from "./sign-in.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

let networks = 0;
/** A browser in a network of its own, so that no test uses up another's tries. */
const newVisitor = () => new Visitor(`10.${++networks >> 8}.${networks & 255}.7`);

async function signInAs(account: Account, visitor: Visitor, password = PASSWORD) {
	const answer = await visitor.at(() => signIn(visitor.request(), { email: account.email, password }));
	visitor.keep(answer.headers);
	return answer;
}

async function showCode(visitor: Visitor, code: string) {
	const answer = await visitor.at(() => signInWithCode(visitor.request(), code));
	visitor.keep(answer.headers);
	return answer;
}

async function sessionOf(visitor: Visitor): Promise<Session> {
	const session = await findSession(visitor.request());
	if (!session) throw new Error("no session");
	return session;
}

const told = async (personId: string) =>
	(
		await house.db.selectFrom("auditEntry").select("action").where("subjectId", "=", personId).orderBy("id").execute()
	).map(({ action }) => action);

async function noticesTo(personId: string): Promise<string[]> {
	const { rows } = await sql<{ kind: string }>`
		select payload->>'kind' as kind from graphile_worker._private_jobs where payload->>'personId' = ${personId}`.execute(
		house.owner,
	);
	return rows.map(({ kind }) => kind);
}

test("a password signs in, and signing out ends that session", async () => {
	const account = await makeAccount(house.db);
	const phone = newVisitor();
	expect((await signInAs(account, phone)).needsCode).toBe(false);
	expect(await findActor(phone.request())).toMatchObject({ personId: account.personId, secondFactor: false });
	const stolen = phone.request();
	phone.keep(await phone.at(() => signOut(phone.request())));
	expect(await findActor(phone.request())).toBeNull();
	expect(await findActor(stolen.clone())).toBeNull();
	expect(await told(account.personId)).toEqual(["identity.signed-in", "identity.signed-out"]);
});

describe("the second factor is a fact of the session", () => {
	test("a session of the password alone opens nothing once the account has a factor", async () => {
		const account = await makeAccount(house.db);
		const thief = newVisitor();
		await signInAs(account, thief);
		expect(await findActor(thief.request())).not.toBeNull();
		await makeFactor(house.db, account);
		expect(await findActor(thief.request())).toBeNull();
		await expect(requireActor(thief.request("/finance"))).rejects.toMatchObject({ status: 303 });
	});

	test("setting it up ends all other sessions, and gives this one another token", async () => {
		const account = await makeAccount(house.db);
		const [thief, owner] = [newVisitor(), newVisitor()];
		await signInAs(account, thief);
		await signInAs(account, owner);
		const before = owner.request();
		const key = await owner.at(async () => startSecondFactor(await sessionOf(owner), PASSWORD));
		const code = generateSync({ secret: key.secret, epoch: Math.floor(now().getTime() / 1000) });
		owner.keep(await owner.at(async () => confirmSecondFactor(owner.request(), await sessionOf(owner), code)));
		expect(await findActor(owner.request())).toMatchObject({ secondFactor: true });
		expect(await findActor(before.clone())).toBeNull();
		expect(await findSession(thief.request())).toBeNull();
		expect(await told(account.personId)).toEqual(
			expect.arrayContaining(["identity.second-factor-set", "identity.sessions-ended"]),
		);
		// Anything that was posted again is refused in words.
		const again = async () => startSecondFactor(await sessionOf(owner), PASSWORD);
		await expect(owner.at(again)).rejects.toMatchObject({ code: "identity_refusal_second_factor_on" });
		const confirmAgain = async () => confirmSecondFactor(owner.request(), await sessionOf(owner), code);
		await expect(owner.at(confirmAgain)).rejects.toMatchObject({ code: "identity_refusal_second_factor_on" });
	});

	test("a code before setting up was started is refused in words", async () => {
		const account = await makeAccount(house.db);
		const phone = newVisitor();
		await signInAs(account, phone);
		const confirm = async () => confirmSecondFactor(phone.request(), await sessionOf(phone), "123456");
		await expect(phone.at(confirm)).rejects.toMatchObject({ code: "identity_refusal_second_factor_start" });
		await expect(phone.at(() => signInWithCode(phone.request(), "123456"))).rejects.toMatchObject({
			code: "identity_refusal_second_factor_expired",
		});
	});

	test("the password and a code sign in; the half session between them opens nothing and ends", async () => {
		const account = await makeAccount(house.db);
		const factor = await makeFactor(house.db, account);
		const desk = newVisitor();
		expect((await signInAs(account, desk)).needsCode).toBe(true);
		expect(await findActor(desk.request())).toBeNull();
		const half = desk.request();
		await showCode(desk, factor.codeAt());
		expect(await findActor(desk.request())).toMatchObject({ secondFactor: true });
		expect(await findSession(half.clone())).toBeNull();
		const row = await house.db
			.selectFrom("personSession")
			.select(["amr", "network", "userAgent"])
			.where("userId", "=", account.personId)
			.executeTakeFirstOrThrow();
		expect(row).toMatchObject({ amr: ["pwd", "otp"], userAgent: "Chrome, Android" });
		expect(row.network).toMatch(/^10\.\d+\.\d+\.0\/24$/);
	});

	test("the database keeps no session that says it showed a factor and did not", async () => {
		const account = await makeAccount(house.db);
		const session = { token: randomUUID(), userId: account.personId, expiresAt: now() };
		const claims = house.db
			.insertInto("personSession")
			.values({ id: randomUUID(), ...session, amr: ["pwd"], secondFactorAt: now() })
			.execute();
		await expect(claims).rejects.toMatchObject({ constraint: "person_session_second_factor" });
	});
});

describe("each code is good once", () => {
	test("the same code twice, one after the other and at once", async () => {
		const account = await makeAccount(house.db);
		const factor = await makeFactor(house.db, account);
		const code = factor.codeAt();
		const visitors = [newVisitor(), newVisitor(), newVisitor()];
		for (const visitor of visitors) await signInAs(account, visitor);
		const outcomes = await Promise.allSettled(visitors.map((visitor) => showCode(visitor, code)));
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		const late = newVisitor();
		await signInAs(account, late);
		await expect(showCode(late, code)).rejects.toMatchObject({ code: "identity_refusal_wrong_code", field: "code" });
		// An earlier step is refused as well; the next one is good.
		await expect(showCode(late, factor.codeAt(new Date(now().getTime() - 30_000)))).rejects.toMatchObject({
			code: "identity_refusal_wrong_code",
		});
		await showCode(late, factor.codeAt(new Date(now().getTime() + 30_000)));
	});

	test("the form of one half session sent twice at once signs in once", async () => {
		const account = await makeAccount(house.db);
		const factor = await makeFactor(house.db, account);
		const codes = [
			[factor.codeAt(), factor.codeAt()],
			// Either alone would be good.
			[factor.codeAt(new Date(now().getTime() + 30_000)), factor.backupCodes[0] ?? ""],
		];
		for (const pair of codes) {
			const phone = newVisitor();
			await signInAs(account, phone);
			const posts = pair.map((code) => phone.at(() => signInWithCode(phone.request(), code)));
			const outcomes = await Promise.allSettled(posts);
			expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
			expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
				reason: { code: "identity_refusal_second_factor_expired" },
			});
		}
		const sessions = await house.db
			.selectFrom("personSession")
			.select("secondFactorAt")
			.where("userId", "=", account.personId)
			.execute();
		expect(sessions.filter(({ secondFactorAt }) => secondFactorAt !== null)).toHaveLength(2);
		expect(sessions).toHaveLength(2);
		expect((await told(account.personId)).filter((action) => action === "identity.signed-in")).toHaveLength(2);
	});

	test("a backup code, with and without its hyphen, once; it is told how many are left", async () => {
		const account = await makeAccount(house.db);
		const { backupCodes } = await makeFactor(house.db, account);
		const [first = "", second = ""] = backupCodes;
		const phone = newVisitor();
		await signInAs(account, phone);
		expect((await showCode(phone, ` ${first.toUpperCase()} `)).backupCodesLeft).toBe(9);
		expect(await findActor(phone.request())).toMatchObject({ secondFactor: true });
		const visitors = [newVisitor(), newVisitor()];
		for (const visitor of visitors) await signInAs(account, visitor);
		await expect(showCode(visitors[0] as Visitor, first)).rejects.toMatchObject({
			code: "identity_refusal_wrong_code",
		});
		const race = visitors.map((visitor) => showCode(visitor, second.replace("-", "")));
		const outcomes = await Promise.allSettled(race);
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		const kept = await house.db
			.selectFrom("secondFactor")
			.select("backupCodes")
			.where("userId", "=", account.personId)
			.executeTakeFirstOrThrow();
		expect(kept.backupCodes).not.toContain(backupCodes[2]);
		expect(await told(account.personId)).toContain("identity.backup-code-used");
		expect(await noticesTo(account.personId)).toContain("backup-code-used");
	});
});

describe("sessions end", () => {
	test("when a role is given, when somebody is suspended, and one by one", async () => {
		const administrator = await makeStaff(house.db, "administrator");
		const account = await makeAccount(house.db);
		const [phone, desk] = [newVisitor(), newVisitor()];
		await signInAs(account, phone);
		await grantRole(contextOf(house.db, administrator), { email: account.email, role: "auditor", scopeId: "" });
		expect(await findActor(phone.request())).toBeNull();
		await signInAs(account, phone);
		await signInAs(account, desk);
		const { id } = await sessionOf(desk);
		const who = { actor: administrator, now: now() };
		const { personId } = account;
		const ended = await inTransaction(house.db, (trx) =>
			endSessions(trx, who, { personId, onlySessionId: id, because: "ended-by-person" }),
		);
		expect(ended).toBe(1);
		expect(await findActor(desk.request())).toBeNull();
		expect(await findActor(phone.request())).not.toBeNull();
		await house.db.updateTable("person").set({ suspendedAt: now() }).where("id", "=", personId).execute();
		expect(await findActor(phone.request())).toBeNull();
		await expect(signInAs(account, phone)).rejects.toMatchObject({ code: "identity_refusal_suspended" });
		await expect(signInAs(account, phone, "another password")).rejects.toMatchObject({
			code: "identity_refusal_wrong_password",
		});
	});

	test("however much it is used, and earlier for staff", async () => {
		const account = await makeAccount(house.db);
		const phone = newVisitor();
		await signInAs(account, phone);
		const { id } = await sessionOf(phone);
		const hours = (count: number) => new Date(now().getTime() - count * 3_600_000);
		const age = (createdAt: Date, lastUsedAt: Date) =>
			house.db.updateTable("personSession").set({ createdAt, lastUsedAt }).where("id", "=", id).execute();
		const endOf = async () =>
			(await house.db.selectFrom("personSession").select("expiresAt").where("id", "=", id).executeTakeFirstOrThrow())
				.expiresAt;
		const signedInAt = hours(6 * 24);
		await age(signedInAt, hours(1));
		expect(await findActor(phone.request())).not.toBeNull();
		// Used on the sixth day it lives on to the end of the seventh, and no longer.
		expect(await endOf()).toEqual(new Date(signedInAt.getTime() + 7 * 24 * 3_600_000));
		await age(hours(7 * 24 + 1), hours(1));
		await findActor(phone.request());
		expect(await findActor(phone.request())).toBeNull();
	});
});

describe("what asks for the password once more", () => {
	const minutesAgo = (minutes: number) => new Date(now().getTime() - minutes * 60_000);

	test("goes by within a quarter of an hour, else leads to the page that asks, and back", async () => {
		const account = await makeAccount(house.db);
		const phone = newVisitor();
		await signInAs(account, phone);
		const { id } = await sessionOf(phone);
		await requireRecent(phone.request("/business/bank-account"));
		const shownAt = (authTime: Date) =>
			house.db.updateTable("personSession").set({ authTime }).where("id", "=", id).execute();
		await shownAt(minutesAgo(16));
		const refused = await requireRecent(phone.request("/business/bank-account?x=1")).catch(
			(answer: Response) => answer,
		);
		expect((refused as Response).headers.get("Location")).toBe(
			"/account/confirm?to=%2Fbusiness%2Fbank-account%3Fx%3D1",
		);
		const wrong = async () => confirmByPassword(await sessionOf(phone), "another password");
		await expect(phone.at(wrong)).rejects.toMatchObject({ code: "identity_refusal_password_again" });
		await phone.at(async () => confirmByPassword(await sessionOf(phone), PASSWORD));
		await requireRecent(phone.request("/business/bank-account"));
	});

	test("a code where there is a second factor; wrong ones are counted", async () => {
		const account = await makeAccount(house.db);
		const factor = await makeFactor(house.db, account);
		const desk = newVisitor();
		await signInAs(account, desk);
		await showCode(desk, factor.codeAt());
		const confirm = (code: string) => desk.at(async () => confirmByCode(await sessionOf(desk), code));
		await expect(confirm(factor.codeAt())).rejects.toMatchObject({ code: "identity_refusal_wrong_code" });
		await confirm(factor.codeAt(new Date(now().getTime() + 30_000)));
		for (let count = 0; count < 10; count++) {
			await expect(confirm("000000")).rejects.toMatchObject({ code: "identity_refusal_wrong_code" });
		}
		await expect(confirm(factor.backupCodes[0] ?? "")).rejects.toMatchObject({ code: "house_refusal_too_many_tries" });
		expect((await told(account.personId)).filter((action) => action === "identity.confirm-failed")).toHaveLength(3);
	});
});
