import { randomUUID } from "node:crypto";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { makePerson } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { makeAccount, makeFactor, PASSWORD } from "#testing/visitor.ts";

let house: TestHouse;
let build: ServerBuild;
let server: Listening | undefined;
const trusted = config.TRUST_PROXY;
beforeAll(async () => {
	house = await testHouse();
	build = await buildOfRoutes();
});
afterEach(async () => {
	await server?.close();
	server = undefined;
	config.TRUST_PROXY = trusted;
});
afterAll(() => house.close());

/** A server behind so many proxies, as it is told. */
async function listen(proxies: number): Promise<string> {
	config.TRUST_PROXY = proxies;
	server = await listenWith(build);
	return server.url;
}

type Posted = { status: number; text: string; cookies: string[]; headers: Headers };

async function post(
	url: string,
	fields: Record<string, string>,
	headers: Record<string, string> = {},
): Promise<Posted> {
	const body = new URLSearchParams(fields);
	const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual" });
	const cookies = answer.headers.getSetCookie();
	return { status: answer.status, text: await answer.text(), cookies, headers: answer.headers };
}

const signInFrom = (url: string, forwarded: string, email = `${randomUUID()}@thu.example`) =>
	post(`${url}/sign-in`, { email, password: "không phải câu này" }, { "X-Forwarded-For": forwarded });

const newcomer = { name: "Lan", email: "lan@thu.example", consent: "on" };
const NETWORK_WORDS = "Từ mạng bạn đang dùng đã có quá nhiều lần nhập sai.";
const WRONG_WORDS = "Thư điện tử hoặc mật khẩu không đúng.";

describe("where a visitor comes from", () => {
	beforeAll(async () => {
		const spent = { points: 20, expire: now().getTime() + 600_000 };
		for (const network of ["127.0.0.0/24", "198.51.100.0/24"]) {
			await house.db
				.insertInto("rateLimit")
				.values({ key: `network:password:${network}`, ...spent })
				.execute();
		}
	});

	test("is what the connection says: a header of the visitor's changes nothing", async () => {
		const url = await listen(0);
		for (const forwarded of ["8.8.8.8", "198.51.100.9", "::1", "8.8.4.4, 8.8.8.8"]) {
			const { status, text } = await signInFrom(url, forwarded);
			expect([status, text.includes(NETWORK_WORDS)]).toEqual([409, true]);
		}
	});

	test("is what a trusted proxy adds last, and not what the visitor wrote before it", async () => {
		const url = await listen(1);
		expect((await signInFrom(url, "203.0.113.9")).text).toContain(WRONG_WORDS);
		expect((await signInFrom(url, "203.0.113.9, 198.51.100.9")).text).toContain(NETWORK_WORDS);
		expect((await signInFrom(url, "198.51.100.9, 203.0.113.9")).text).toContain(WRONG_WORDS);
	});
});

test("a crowd that signs in at once waits in a line; who finds it full reads so, keeps the address, and others are served", async () => {
	const url = await listen(1);
	const answers: Posted[] = [];
	const crowd = Array.from({ length: 90 }, async (_, each) =>
		answers.push(await signInFrom(url, `10.2.${each}.7`, `nguoi-${each}@thu.example`)),
	);
	expect((await fetch(`${url}/healthz`)).status).toBe(200);
	expect((await fetch(`${url}/sign-up`)).status).toBe(200);
	await Promise.all(crowd);
	const [busy] = answers.filter(({ status }) => status === 503);
	expect(busy?.text).toContain("Đang có rất nhiều người đăng nhập cùng lúc.");
	expect(busy?.text).toMatch(/value="nguoi-\d+@thu\.example"/);
	expect(busy?.headers.get("Retry-After")).toBe("30");
	expect(answers.filter(({ status }) => ![409, 503].includes(status))).toEqual([]);
	// What was not tried is not counted.
	const { points } = await house.db
		.selectFrom("rateLimit")
		.select("points")
		.where("key", "=", "overall-early:password")
		.executeTakeFirstOrThrow();
	expect(points).toBeLessThanOrEqual(answers.filter(({ status }) => status === 409).length + 10);
});

describe("a mistake of the visitor's is said in words", () => {
	test.each([
		["a code before setting up was started", "/account/second-factor", { step: "code", code: "123456" }, 409],
		["no code", "/account/second-factor", { step: "code", code: "" }, 422],
		["a confirmation without its token", "/verify-email", { password: PASSWORD }, 422],
		["a confirmation by a signed-in person", "/verify-email", { token: "x", password: PASSWORD }, 409],
		[
			"a new password by a link that is none",
			"/reset-password?token=x",
			{ token: "x", password: "hoa gạo nở đỏ" },
			409,
		],
		["a new password that is tried first", "/sign-up", { ...newcomer, password: "donbay2026" }, 409],
	])("%s", async (_what, path, fields, status) => {
		const url = await listen(0);
		const person = await makePerson(house.db, "Chủ Doanh Nghiệp");
		const token = await signedIn(house.db, person);
		const answer = await post(`${url}${path}`, fields, { Cookie: token });
		expect(answer.status).toBe(status);
		expect(answer.text).toMatch(/fieldErrors.+formError/);
	});

	test("a code for a session that needs none leads on", async () => {
		const url = await listen(0);
		const Cookie = await signedIn(house.db, await makePerson(house.db, "Chủ Doanh Nghiệp"));
		const answer = await post(`${url}/sign-in/second-factor`, { code: "123456" }, { Cookie });
		expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/home"]);
	});

	test("a second factor that is on already", async () => {
		const url = await listen(0);
		const account = await makeAccount(house.db);
		await makeFactor(house.db, account);
		const Cookie = await signedIn(house.db, { ...account, roles: [], secondFactor: true });
		const fields = { form: "password", password: PASSWORD };
		expect((await post(`${url}/account/second-factor`, fields, { Cookie })).status).toBe(409);
	});
});
