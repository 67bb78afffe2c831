import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkCode } from "#app/certificate/verification.server.ts";
import { now } from "#app/house/clock.server.ts";
import type { JobPayload } from "#app/house/jobs.ts";
import { networkOf } from "#app/house/limits/network.server.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { type Account, makeAccount, makeFactor, PASSWORD, Visitor } from "#testing/visitor.ts";
import { answerResetAsked, askPasswordReset } from "./passwords/reset-password.server.ts";
import { startSecondFactor } from "./second-factor/set-up.server.ts";
import { findSession } from "./session.server.ts";
import { signIn, signInWithCode } from "./sign-in.server.ts";
import { signUp } from "./sign-up.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

let networks = 0;
/** An address in a network that no other has. */
const newAddress = () => `10.${++networks >> 8}.${networks & 255}.7`;

const WRONG = "không phải câu này";

/** The code of the refusal of one try, or "in". */
async function tryAs(visitor: Visitor, email: string, password = WRONG): Promise<string> {
	try {
		const answer = await visitor.at(() => signIn(visitor.request(), { email, password }));
		visitor.keep(answer.headers);
		return "in";
	} catch (error) {
		return String((error as { code?: string }).code);
	}
}

async function triesAs(count: number, visitor: () => Visitor, email: string): Promise<string[]> {
	const answers: string[] = [];
	for (let each = 0; each < count; each++) answers.push(await tryAs(visitor(), email));
	return answers;
}

async function knownBrowser(account: Account): Promise<Visitor> {
	const phone = new Visitor(newAddress());
	expect(await tryAs(phone, account.email, PASSWORD)).toBe("in");
	return phone;
}

/** Counts as if so many tries had been made already. */
async function countAs(key: string, points: number): Promise<void> {
	const expire = now().getTime() + 600_000;
	await house.db.insertInto("rateLimit").values({ key, points, expire }).execute();
}

test("one password over many accounts from one network is stopped, whichever address of it is used", async () => {
	const answers: string[] = [];
	for (let each = 0; each < 25; each++) {
		const visitor = new Visitor(`198.51.100.${each + 1}`);
		answers.push(await tryAs(visitor, `khong-co-${each}@thu.example`));
	}
	expect(answers.slice(0, 20)).toEqual(Array(20).fill("identity_refusal_wrong_password"));
	expect(answers.slice(20)).toEqual(Array(5).fill("identity_refusal_network_tries"));
	const told = await house.db
		.selectFrom("auditEntry")
		.select(["action", "subjectId"])
		.where("subjectKind", "=", "network")
		.execute();
	expect(told).toEqual([{ action: "identity.tries-blocked", subjectId: "198.51.100.0/24" }]);
});

test.each([
	["addresses of one /64", (each: number) => `2001:db8:7:9::${each.toString(16)}`],
	["one IPv4 address written as IPv6", () => "::ffff:192.0.2.44"],
])("%s are one network", async (_what, addressOf) => {
	const answers: string[] = [];
	for (let each = 0; each < 21; each++) {
		answers.push(await tryAs(new Visitor(addressOf(each)), `ai-do-${networks}-${each}@thu.example`));
	}
	expect(answers.at(-2)).toBe("identity_refusal_wrong_password");
	expect(answers.at(-1)).toBe("identity_refusal_network_tries");
});

test("right passwords use nothing up: an office of forty signs in from one network", async () => {
	const accounts: Account[] = [];
	for (let each = 0; each < 24; each++) accounts.push(await makeAccount(house.db, `Người thứ ${each}`));
	const address = newAddress();
	for (const account of accounts) expect(await tryAs(new Visitor(address), account.email, PASSWORD)).toBe("in");
});

describe("many networks against one account", () => {
	test("are stopped, and her own phone is not locked out; what it may try is counted apart", async () => {
		const account = await makeAccount(house.db);
		const phone = await knownBrowser(account);
		const answers = await triesAs(12, () => new Visitor(newAddress()), account.email);
		expect(answers.slice(0, 10)).toEqual(Array(10).fill("identity_refusal_wrong_password"));
		expect(answers.slice(10)).toEqual(Array(2).fill("identity_refusal_account_tries"));
		// Not even with the right password, from a browser that nobody knows.
		expect(await tryAs(new Visitor(newAddress()), account.email, PASSWORD)).toBe("identity_refusal_account_tries");
		expect(await tryAs(phone, account.email, PASSWORD)).toBe("in");
		// What she does there forgives no stranger.
		expect(await tryAs(new Visitor(newAddress()), account.email)).toBe("identity_refusal_account_tries");
		const own = await triesAs(11, () => phone, account.email);
		expect(own.slice(0, 10)).toEqual(Array(10).fill("identity_refusal_wrong_password"));
		expect(own.at(-1)).toBe("house_refusal_too_many_tries");
	});

	test("an address without an account is refused in the same words at the same time", async () => {
		const answers = await triesAs(11, () => new Visitor(newAddress()), "khong-ai-ca@thu.example");
		expect(answers.at(-2)).toBe("identity_refusal_wrong_password");
		expect(answers.at(-1)).toBe("identity_refusal_account_tries");
	});

	test("a browser that another account knows is a stranger's", async () => {
		const account = await makeAccount(house.db);
		const other = await knownBrowser(await makeAccount(house.db));
		const answers = await triesAs(11, () => other, account.email);
		expect(answers.at(-1)).toBe("identity_refusal_account_tries");
	});

	test("few go through on one day, however long they wait", async () => {
		const account = await makeAccount(house.db);
		await countAs(`account-day:password:${account.email}`, 40);
		expect(await tryAs(new Visitor(newAddress()), account.email)).toBe("identity_refusal_account_tries");
	});
});

test.each([
	["site", 100, "2001:db8:aa::/48", "2001:db8:aa:1::7", "2001:db8:ab:1::7"],
	["site", 100, "198.18.7.0/24", "198.18.7.7", "198.18.8.7"],
])("tries of a password from one %s stop at %d", async (name, points, key, inside, outside) => {
	await countAs(`${name}:password:${key}`, points);
	expect(await tryAs(new Visitor(inside), "ai-do@mang.example")).toBe("identity_refusal_network_tries");
	expect(await tryAs(new Visitor(outside), "ai-do@mang.example")).toBe("identity_refusal_wrong_password");
});

test.each([
	["2001:dba::/32", "2001:dba:1:1::7", "2001:dba:1:2::7", "2001:dba:2:1::7", "2001:dba:3:1::7", "2001:dbb:1:1::7"],
	["203.1.0.0/16", "203.1.7.7", "203.1.7.8", "203.1.8.7", "203.1.9.7", "203.2.7.7"],
])("what one carrier, %s, has used up lets each of its sites try ten times", async (key, ...addresses) => {
	const [first = "", same = "", other = "", office = "", outside = ""] = addresses;
	await countAs(`carrier:password:${key}`, 400);
	for (const address of [first, other, outside]) await countAs(`site:password:${networkOf(address, 48)}`, 9);
	const answers: string[] = [];
	for (const address of [first, same, other, other, outside, outside]) {
		answers.push(await tryAs(new Visitor(address), "ai-nua@mang.example"));
	}
	const [wrong, refused] = ["identity_refusal_wrong_password", "identity_refusal_network_tries"];
	expect(answers).toEqual([wrong, refused, wrong, refused, wrong, wrong]);
	// Right ones are given back, so that a site goes on having tried little.
	const account = await makeAccount(house.db);
	await countAs(`site:password:${networkOf(office, 48)}`, 9);
	for (const _each of [1, 2]) expect(await tryAs(new Visitor(office), account.email, PASSWORD)).toBe("in");
	await house.db.deleteFrom("rateLimit").where("key", "like", "account%ai-nua%").execute();
});

test("tries from everywhere are counted too", async () => {
	const account = await makeAccount(house.db);
	const phone = await knownBrowser(account);
	await house.db.deleteFrom("rateLimit").where("key", "like", "overall%:password").execute();
	await countAs("overall:password", 1_000);
	// What others tried shuts out no site that has tried little, until very many such sites have.
	const address = newAddress();
	const visitor = new Visitor(address);
	await countAs(`site:password:${networkOf(address, 48)}`, 9);
	expect(await tryAs(visitor, "ai-do@thu.example")).toBe("identity_refusal_wrong_password");
	expect(await tryAs(visitor, "ai-do@thu.example")).toBe("identity_refusal_overall_tries");
	await house.db.deleteFrom("rateLimit").where("key", "=", "overall-early:password").execute();
	await countAs("overall-early:password", 10_000);
	expect(await tryAs(new Visitor(newAddress()), "ai-do@thu.example")).toBe("identity_refusal_overall_tries");
	expect(await tryAs(phone, account.email, PASSWORD)).toBe("in");
	await house.db.deleteFrom("rateLimit").where("key", "like", "overall%:password").execute();
});

test("at once they are counted as one after the other", async () => {
	const account = await makeAccount(house.db);
	const answers = await Promise.all(Array.from({ length: 16 }, () => tryAs(new Visitor(newAddress()), account.email)));
	// Some are told that too much is going on, since the hashes of one account wait for one another.
	const judged = answers.filter((answer) => answer === "identity_refusal_wrong_password").length;
	expect(judged).toBeGreaterThan(0);
	expect(judged).toBeLessThanOrEqual(10);
});

test("wrong codes are counted, and the right password does not forgive them", async () => {
	const account = await makeAccount(house.db);
	const factor = await makeFactor(house.db, account);
	const codes: string[] = [];
	for (let each = 0; each < 11; each++) {
		const visitor = new Visitor(newAddress());
		expect(await tryAs(visitor, account.email, PASSWORD)).toBe(each < 10 ? "in" : "identity_refusal_account_tries");
		const answer = await visitor
			.at(() => signInWithCode(visitor.request(), "000000"))
			.catch((error: { code: string }) => error.code);
		codes.push(String(answer));
	}
	expect(codes.slice(0, 10)).toEqual(Array(10).fill("identity_refusal_wrong_code"));
	expect(factor.backupCodes).toHaveLength(10);
});

test("inside a session the password is asked for ten times and no more", async () => {
	const account = await makeAccount(house.db);
	const phone = await knownBrowser(account);
	const answers: string[] = [];
	for (let each = 0; each < 12; each++) {
		const session = await findSession(phone.request());
		if (!session) throw new Error("no session");
		const answer = await phone
			.at(() => startSecondFactor(session, each < 11 ? WRONG : PASSWORD))
			.catch((error) => error.code);
		answers.push(String(answer));
	}
	expect(answers.slice(0, 10)).toEqual(Array(10).fill("identity_refusal_password_again"));
	expect(answers.slice(10)).toEqual(Array(2).fill("house_refusal_too_many_tries"));
});

test("inside sessions of one account right passwords are counted too, however many sessions there are", async () => {
	const account = await makeAccount(house.db);
	const phone = await knownBrowser(account);
	await countAs(`sign-ins:inside:${account.personId}`, 29);
	const ask = async () => {
		const session = await findSession(phone.request());
		if (!session) throw new Error("no session");
		return phone
			.at(() => startSecondFactor(session, PASSWORD))
			.then(
				() => "in",
				(error) => error.code,
			);
	};
	expect([await ask(), await ask()]).toEqual(["in", "house_refusal_too_many_tries"]);
});

test("codes that one network looks up are counted, whichever address of it asks", async () => {
	const answers: (string | null)[] = [];
	for (let each = 0; each < 61; each++) {
		const visitor = new Visitor(`2001:db8:ae:1::${each.toString(16)}`);
		answers.push((await visitor.at(() => checkCode(house.db, "ABCD-EFGH"))).wait);
	}
	expect(answers.slice(0, 60)).toEqual(Array(60).fill(null));
	expect(answers[60]).toContain("quá nhiều lần");
	expect((await new Visitor("2001:db8:ae:2::1").at(() => checkCode(house.db, "ABCD-EFGH"))).wait).toBeNull();
});

describe("mails that a stranger asks for", () => {
	const reset = (visitor: Visitor, email: string) =>
		visitor
			.at(() => askPasswordReset(visitor.request(), email))
			.then(
				() => "sent",
				(error: { code: string }) => error.code,
			);

	/** Runs the jobs that wait, one after the other, as if it were `at`: those that were to wait have a key. */
	async function answerAll(email: string, at = now()): Promise<number> {
		const { rows } = await sql<{ id: string; payload: JobPayload<"identity.reset-asked"> }>`
			select id, payload from graphile_worker._private_jobs where payload->>'email' = ${email} and (key is null or run_at <= ${at})
			order by id`.execute(house.owner);
		for (const { id, payload } of rows) {
			await sql`select graphile_worker.complete_jobs(array[${id}::bigint])`.execute(house.owner);
			await answerResetAsked(payload, at);
		}
		return rows.length;
	}
	const mailed = async ({ personId }: Account) =>
		(
			await house.db
				.selectFrom("auditEntry")
				.select("id")
				.where("action", "=", "identity.reset-asked")
				.where("subjectId", "=", personId)
				.execute()
		).length;

	test("for a new password never close her own asking: all within ten minutes are one mail", async () => {
		const account = await makeAccount(house.db);
		const [stranger, phone] = [new Visitor(newAddress()), await knownBrowser(account)];
		const answers: string[] = [];
		for (let each = 0; each < 7; each++) answers.push(await reset(stranger, account.email));
		for (let each = 0; each < 11; each++) answers.push(await reset(new Visitor(newAddress()), account.email));
		expect(answers).toEqual(Array(18).fill("sent"));
		expect(await reset(phone, account.email)).toBe("sent");
		expect(await answerAll(account.email)).toBe(19);
		expect(await mailed(account)).toBe(1);
		await stranger.at(() => signUp(stranger.request(), { name: "Ai Đó", email: account.email, password: PASSWORD }));
		await house.db.deleteFrom("rateLimit").where("key", "=", `reset-mail:${account.email}`).execute();
		expect(await reset(new Visitor(newAddress()), account.email)).toBe("sent");
		await answerAll(account.email);
		expect(await mailed(account)).toBe(2);
	});

	test("for signing up never keep her from her own first one, however many strangers asked for", async () => {
		const email = "chi-ay@dang-ky.example";
		const ask = (visitor: Visitor) =>
			visitor
				.at(() => signUp(visitor.request(), { name: "Ai Đó", email, password: PASSWORD }))
				.then(
					() => "sent",
					(error: { code: string }) => error.code,
				);
		const strangers = Array.from({ length: 3 }, () => new Visitor(newAddress()));
		const answers: string[] = [];
		for (const stranger of strangers) for (let each = 0; each < 6; each++) answers.push(await ask(stranger));
		expect(answers.filter((answer) => answer === "sent")).toHaveLength(13);
		expect(await ask(strangers[0] as Visitor)).toBe("identity_refusal_mails");
		expect(await ask(new Visitor(newAddress()))).toBe("sent");
	});

	test("from one site stop at sixty, whatever addresses they are for", async () => {
		const known = await makeAccount(house.db);
		await countAs("mail-site:reset:2001:db8:ac::/48", 58);
		const ask = (email: string) => reset(new Visitor("2001:db8:ac:1::7"), email);
		expect(await ask("khong-ai@mang.example")).toBe("sent");
		// An address that is known counts as one that is not: the next answer does not tell.
		expect(await ask(known.email)).toBe("sent");
		for (const email of [known.email, "khong-ai@mang.example"]) {
			expect(await ask(email)).toBe("identity_refusal_mails_network");
			expect(await reset(new Visitor("2001:db8:ad:1::7"), email)).toBe("sent");
		}
	});

	test.each([
		["2001:dbc::/32", (site: number) => `2001:dbc:${site}:1::7`, "2001:dbd:1:1::7"],
		["203.7.0.0/16", (site: number) => `203.7.${site}.7`, "203.8.7.7"],
	])("of one carrier, %s, wait after two hundred, but for the first ten of each site", async (key, inside, outside) => {
		await countAs(`mail-carrier:reset:${key}`, 200);
		await countAs(`mail-carrier:sign-up:${key}`, 200);
		const [first, second, third] = [
			await makeAccount(house.db),
			await makeAccount(house.db),
			await makeAccount(house.db),
		];
		for (const site of [1, 3]) await countAs(`mail-early:reset:${networkOf(inside(site), 48)}`, 9);
		// Nobody is told of it: whether there is a mail to wait says whether there is an account.
		for (const email of [first.email, second.email, "khong-ai@mang.example"]) {
			expect(await reset(new Visitor(inside(1)), email)).toBe("sent");
			await answerAll(email);
		}
		expect([await mailed(first), await mailed(second)]).toEqual([1, 0]);
		const visitor = new Visitor(inside(3));
		const email = `moi-${outside.replace(/\W/g, "-")}@mang.example`;
		await visitor.at(() => signUp(visitor.request(), { name: "Người mới", email, password: PASSWORD }));
		for (const each of [third, second]) {
			expect(await reset(new Visitor(outside), each.email)).toBe("sent");
			await answerAll(each.email);
			expect(await mailed(each)).toBe(1);
		}
	});

	test("that have to wait are sent once it is their turn, and no more after two hours", async () => {
		const account = await makeAccount(house.db);
		const carrier = "2001:dbe::/32";
		await countAs(`mail-carrier:reset:${carrier}`, 200);
		await countAs("mail-early:reset:2001:dbe:1::/48", 10);
		const ask = () => reset(new Visitor("2001:dbe:1:1::7"), account.email);
		const at = (minutes: number) => new Date(now().getTime() + minutes * 60_000);

		expect(await ask()).toBe("sent");
		let waited = 0;
		while ((await answerAll(account.email, at(waited))) > 0) waited += 11;
		expect(waited).toBeGreaterThan(100);
		expect(waited).toBeLessThan(140);
		expect(await mailed(account)).toBe(0);

		expect(await ask()).toBe("sent");
		await answerAll(account.email);
		expect(await answerAll(account.email)).toBe(0);
		await house.db.deleteFrom("rateLimit").where("key", "=", `mail-carrier:reset:${carrier}`).execute();
		expect(await answerAll(account.email, at(11))).toBe(1);
		expect(await mailed(account)).toBe(1);
	});

	test("over all are counted as they are sent, and never refuse an asking", async () => {
		const account = await makeAccount(house.db);
		const used = house.db.selectFrom("rateLimit").select("points").where("key", "like", "mail-overall%:reset");
		const forget = () => house.db.deleteFrom("rateLimit").where("key", "like", "mail-overall%:reset").execute();
		const ask = async (email: string, visitor = new Visitor(newAddress())) => {
			expect(await reset(visitor, email)).toBe("sent");
			await answerAll(email);
		};
		await forget();
		for (let each = 0; each < 3; each++) await ask(`khong-ai-${each}@thu.example`);
		expect(await used.execute()).toEqual([]);
		await ask(account.email);
		expect(await used.execute()).toEqual([{ points: 1 }]);
		// Nor do those that one mail answers.
		for (let each = 0; each < 3; each++) await ask(account.email);
		expect(await used.execute()).toEqual([{ points: 1 }]);
		await countAs("mail-overall:reset", 500);
		const [first, second] = [await makeAccount(house.db), await makeAccount(house.db)];
		const address = newAddress();
		const visitor = new Visitor(address);
		await countAs(`mail-early:reset:${networkOf(address, 48)}`, 9);
		// A site that has asked for little gets its mails, whatever all others asked for.
		await ask(first.email, visitor);
		await ask(second.email, visitor);
		expect([await mailed(first), await mailed(second)]).toEqual([1, 0]);
		await forget();
		await countAs("mail-overall-early:reset", 5_000);
		await ask(second.email);
		expect(await mailed(second)).toBe(0);
		await forget();
	});

	test("to twenty-five others from one network stop at twenty", async () => {
		const stranger = new Visitor(newAddress());
		const answers: string[] = [];
		for (let each = 0; each < 25; each++) {
			const email = `nguoi-la-${each}@thu.example`;
			const answer = await stranger
				.at(() => signUp(stranger.request(), { name: "Ai Đó", email, password: PASSWORD }))
				.then(
					() => "sent",
					(error: { code: string }) => error.code,
				);
			answers.push(answer);
		}
		expect(answers).toEqual([...Array(20).fill("sent"), ...Array(5).fill("identity_refusal_mails_network")]);
	});
});
