import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { now } from "#app/house/clock.server.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { type Account, makeAccount, makeFactor, PASSWORD, Visitor } from "#testing/visitor.ts";
import { findAskedMail } from "./identity-mail.server.ts";
import { askPasswordReset, resetPassword, sendResetLink } from "./passwords/reset-password.server.ts";
import { findActor } from "./session.server.ts";
import { signIn } from "./sign-in.server.ts";
import { addressToConfirm, confirmAddress, resendConfirmation, signUp } from "./sign-up.server.ts";
import { nothingCarried } from "./sign-up-carry.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

let networks = 0;
const newVisitor = () => new Visitor(`10.1.${++networks}.7`);
const newEmail = () => `lan-${randomUUID()}@thu.example`;

/** The newest mail that was asked for to this address: its kind, and what its link carries. */
async function newestMail(email: string): Promise<{ kind: string; token: string }> {
	const { id } = await house.db
		.selectFrom("identityMail")
		.innerJoin("person", "person.id", "identityMail.personId")
		.select("identityMail.id")
		.where("email", "=", email)
		.orderBy("askedAt", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	const asked = await findAskedMail(house.db, id);
	return { kind: asked?.kind ?? "", token: asked?.token ?? "" };
}

async function signUpAs(
	email: string,
	password: string,
	name = "Trần Thị Lan",
): Promise<{ kind: string; token: string }> {
	const visitor = newVisitor();
	await visitor.at(() => signUp(visitor.request(), { name, email, password }));
	return newestMail(email);
}

async function confirm(visitor: Visitor, token: string, password: string): Promise<void> {
	visitor.keep(await visitor.at(() => confirmAddress(visitor.request(), { token, password })));
}

const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => "done",
		(error: { code?: string }) => String(error.code),
	);

async function signInCode(email: string, password: string): Promise<string> {
	const visitor = newVisitor();
	return codeOf(visitor.at(() => signIn(visitor.request(), { email, password })));
}

const HERS = "chợ nổi sáng sớm";
const STRANGERS = "kẻ lạ gõ cửa trước";

describe("who signed up first with her address and did not confirm it", () => {
	test("is replaced by her: name, password, and the link that was sent before", async () => {
		const email = newEmail();
		const stranger = await signUpAs(email, STRANGERS, "Kẻ Lạ");
		const hers = await signUpAs(email, HERS);
		expect(hers.kind).toBe("verify-address");
		expect(await addressToConfirm(stranger.token)).toBeNull();
		expect(await addressToConfirm(hers.token)).toBe(email);
		expect(await codeOf(confirm(newVisitor(), stranger.token, STRANGERS))).toBe("identity_refusal_confirm_link");
		await confirm(newVisitor(), hers.token, HERS);
		expect(await signInCode(email, STRANGERS)).toBe("identity_refusal_wrong_password");
		expect(await signInCode(email, HERS)).toBe("done");
		const person = await house.db.selectFrom("person").select("name").where("email", "=", email).executeTakeFirst();
		expect(person?.name).toBe("Trần Thị Lan");
	});

	test("is not confirmed by her either, where he came after her", async () => {
		const email = newEmail();
		const hers = await signUpAs(email, HERS);
		const stranger = await signUpAs(email, STRANGERS, "Kẻ Lạ");
		// She reads both mails; neither link takes her password, so nothing of his becomes hers.
		expect(await codeOf(confirm(newVisitor(), hers.token, HERS))).toBe("identity_refusal_confirm_link");
		expect(await codeOf(confirm(newVisitor(), stranger.token, HERS))).toBe("identity_refusal_confirm_password");
		expect(await signInCode(email, STRANGERS)).toBe("identity_refusal_unverified");
		// The way out that the page names: a new password by mail, which also confirms.
		await sendResetLink(email, now());
		const { token } = await newestMail(email);
		await resetPassword(newVisitor().request(), { token, password: HERS });
		expect(await signInCode(email, STRANGERS)).toBe("identity_refusal_wrong_password");
		expect(await signInCode(email, HERS)).toBe("done");
	});

	test("two at once leave one account with one password and one link", async () => {
		const email = newEmail();
		await Promise.all([HERS, STRANGERS].map((password) => signUpAs(email, password)));
		const { count } = await house.db
			.selectFrom("person")
			.select((eb) => eb.fn.countAll<bigint>().as("count"))
			.where("email", "=", email)
			.executeTakeFirstOrThrow();
		expect(Number(count)).toBe(1);
		const links = await house.db
			.selectFrom("verification")
			.select("id")
			.where("identifier", "like", "confirm-%")
			.execute();
		expect(links.length).toBeGreaterThan(0);
		const answers = await Promise.all([signInCode(email, HERS), signInCode(email, STRANGERS)]);
		expect(answers.sort()).toEqual(["identity_refusal_unverified", "identity_refusal_wrong_password"]);
	});

	test("a confirmed account is not touched; its owner gets another mail", async () => {
		const account = await makeAccount(house.db);
		expect((await signUpAs(account.email, STRANGERS, "Kẻ Lạ")).kind).toBe("already-registered");
		expect(await signInCode(account.email, PASSWORD)).toBe("done");
		expect(await signInCode(account.email, STRANGERS)).toBe("identity_refusal_wrong_password");
	});
});

describe("a confirmation link", () => {
	test("brings along what was begun, wherever it is opened, for who typed the password and for nobody else", async () => {
		const email = newEmail();
		const carry = { visitor: "v".repeat(43), check: '{"section":"C"}', to: "/applications/new" };
		const phone = newVisitor();
		await phone.at(() => signUp(phone.request(), { name: "Trần Thị Lan", email, password: HERS }, carry));
		const { token: first } = await newestMail(email);
		await phone.at(() => resendConfirmation(phone.request(), email.toUpperCase(), carry));
		const { token } = await newestMail(email);
		expect(await addressToConfirm(first)).toBeNull();
		expect(await addressToConfirm(token)).toBe(email);
		const brought: unknown[] = [];
		const confirmWith = (visitor: Visitor, password: string) =>
			visitor.at(() =>
				confirmAddress(visitor.request(), { token, password }, async (actor, begun) => {
					brought.push([actor.email, begun]);
				}),
			);
		expect(await codeOf(confirmWith(newVisitor(), STRANGERS))).toBe("identity_refusal_confirm_password");
		expect(brought).toEqual([]);
		await confirmWith(newVisitor(), HERS);
		expect(brought).toEqual([[email, carry]]);
	});

	test("is sent again to who waits for it, and to nobody else", async () => {
		const visitor = newVisitor();
		const account = await makeAccount(house.db);
		const nobody = newEmail();
		await visitor.at(() => resendConfirmation(visitor.request(), nobody, nothingCarried));
		const asked = await house.db
			.selectFrom("identityMail")
			.select("id")
			.where("personId", "=", account.personId)
			.execute();
		await visitor.at(() => resendConfirmation(visitor.request(), account.email, nothingCarried));
		const after = await house.db
			.selectFrom("identityMail")
			.select("id")
			.where("personId", "=", account.personId)
			.execute();
		expect(after).toEqual(asked);
	});

	test("changes nothing by being looked at, is good once, and leaves a trace", async () => {
		const email = newEmail();
		const { token } = await signUpAs(email, HERS);
		expect(await addressToConfirm(token)).toBe(email);
		expect(await addressToConfirm(token)).toBe(email);
		expect(await signInCode(email, HERS)).toBe("identity_refusal_unverified");
		const { token: newer } = await newestMail(email);
		expect(await addressToConfirm(token)).toBeNull();
		const phone = newVisitor();
		await confirm(phone, newer, HERS);
		expect(await findActor(phone.request())).toMatchObject({ email });
		expect(await codeOf(confirm(newVisitor(), newer, HERS))).toBe("identity_refusal_confirm_link");
		const told = await house.db
			.selectFrom("auditEntry")
			.innerJoin("person", "person.id", "subjectId")
			.select("action")
			.where("email", "=", email)
			.orderBy("auditEntry.id")
			.execute();
		expect(told.map(({ action }) => action)).toEqual(["identity.address-confirmed", "identity.signed-in"]);
	});

	test("replaces nobody's session: a signed-in person is told to sign out first", async () => {
		const account = await makeAccount(house.db);
		const phone = newVisitor();
		phone.keep((await phone.at(() => signIn(phone.request(), { email: account.email, password: PASSWORD }))).headers);
		const { token } = await signUpAs(newEmail(), STRANGERS, "Kẻ Lạ");
		expect(await codeOf(confirm(phone, token, STRANGERS))).toBe("identity_refusal_signed_in");
		expect(await findActor(phone.request())).toMatchObject({ personId: account.personId });
	});

	test("is no good after a day, and a made-up one never", async () => {
		const email = newEmail();
		const { token } = await signUpAs(email, HERS);
		await house.db
			.updateTable("verification")
			.set({ expiresAt: new Date(now().getTime() - 1) })
			.where("identifier", "like", "confirm-address:%")
			.execute();
		for (const bad of [token, `${token}x`, "", "%"]) {
			expect(await codeOf(confirm(newVisitor(), bad, HERS))).toBe("identity_refusal_confirm_link");
		}
	});
});

describe("a new password by mail", () => {
	async function linkOf({ email }: Account): Promise<string> {
		await sendResetLink(email, now());
		return (await newestMail(email)).token;
	}
	const reset = (visitor: Visitor, token: string, password: string) =>
		visitor.at(() => resetPassword(visitor.request(), { token, password }));

	test("the newest link is good once; older ones and the old password are not, and all sessions end", async () => {
		const account = await makeAccount(house.db);
		const thief = newVisitor();
		thief.keep((await thief.at(() => signIn(thief.request(), { email: account.email, password: PASSWORD }))).headers);
		const older = await linkOf(account);
		const token = await linkOf(account);
		expect(await codeOf(reset(newVisitor(), older, HERS))).toBe("identity_refusal_reset_link");
		const race = await Promise.all([
			codeOf(reset(newVisitor(), token, HERS)),
			codeOf(reset(newVisitor(), token, HERS)),
		]);
		expect(race.sort()).toEqual(["done", "identity_refusal_reset_link"]);
		expect(await codeOf(reset(newVisitor(), older, STRANGERS))).toBe("identity_refusal_reset_link");
		expect(await findActor(thief.request())).toBeNull();
		expect(await signInCode(account.email, PASSWORD)).toBe("identity_refusal_wrong_password");
		expect(await signInCode(account.email, HERS)).toBe("done");
		const kept = await house.db.selectFrom("verification").selectAll().execute();
		expect(JSON.stringify(kept)).not.toContain(token);
	});

	test("opens the way for who was locked out by strangers, and asks for the second factor still", async () => {
		const account = await makeAccount(house.db);
		await makeFactor(house.db, account);
		for (let each = 0; each < 10; each++) await signInCode(account.email, "không phải câu này");
		expect(await signInCode(account.email, PASSWORD)).toBe("identity_refusal_account_tries");
		const laptop = newVisitor();
		const { browserCookie } = await reset(laptop, await linkOf(account), HERS);
		laptop.keep(new Headers({ "Set-Cookie": browserCookie }));
		const answer = await laptop.at(() => signIn(laptop.request(), { email: account.email, password: HERS }));
		expect(answer.needsCode).toBe(true);
	});

	test("that is tried first is refused, and the link stays good", async () => {
		const account = await makeAccount(house.db, "Đỗ Thị Thu Hương");
		const token = await linkOf(account);
		for (const weak of ["1234567890", "thuhuong2026", "donbay2026!"]) {
			expect(await codeOf(reset(newVisitor(), token, weak))).toBe("identity_refusal_weak_password");
		}
		expect(await codeOf(reset(newVisitor(), token, HERS))).toBe("done");
		expect(await codeOf(signUpAs(newEmail(), "aaaaaaaaaa"))).toBe("identity_refusal_weak_password");
	});

	test("is asked for alike whether or not there is an account: one job, and no row yet", async () => {
		const account = await makeAccount(house.db);
		for (const email of [account.email, newEmail()]) {
			const visitor = newVisitor();
			await visitor.at(() => askPasswordReset(visitor.request(), email));
		}
		const links = await house.db
			.selectFrom("verification")
			.select("id")
			.where("identifier", "=", `reset-password:${account.personId}`)
			.execute();
		expect(links).toEqual([]);
		await sendResetLink(newEmail(), now());
	});
});
