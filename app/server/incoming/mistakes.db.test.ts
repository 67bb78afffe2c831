import { randomUUID } from "node:crypto";
import { request as ask } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { log } from "#app/house/log.server.ts";
import { addresses } from "#testing/addresses.ts";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { makeBooks } from "#testing/make-books.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { paramShapes } from "./known-params.server.ts";

let house: TestHouse;
let app: Listening;
/** The cookies of a visitor, of the owner of `references.applications`, and of somebody with every role of staff. */
let people: Record<"visitor" | "owner" | "staff" | "administrator", string>;
let references: Record<string, string>;
let ownerId: string;
let staffMember: Actor;
/** The ids of rows of others, by what they are. */
let foreign: string[];

/** Lines of the log that would wake somebody. */
const alarms: unknown[] = [];

beforeAll(async () => {
	house = await testHouse();
	const { db } = house;
	const books = await makeBooks(db);
	const staff = await makeStaff(db, "reviewer", books.associationId);
	for (const role of ["association_manager", "programme_officer", "finance_officer", "auditor"]) {
		const scopeId = role === "association_manager" ? books.associationId : "";
		await db
			.insertInto("personRole")
			.values({ personId: staff.personId, role, scopeId, grantedAt: now(), grantedBy: "test" })
			.execute();
	}
	({ ownerId } = await db
		.selectFrom("application")
		.innerJoin("businessMember", "businessMember.businessId", "application.businessId")
		.select("businessMember.personId as ownerId")
		.where("reference", "=", books.agreed)
		.executeTakeFirstOrThrow());
	staffMember = staff;
	people = {
		visitor: "",
		owner: await signedIn(db, { ...staff, personId: ownerId }),
		staff: await signedIn(db, staff),
		administrator: await signedIn(db, await makeStaff(db, "administrator")),
	};
	references = {
		applications: books.agreed,
		claims: books.sentClaim,
		"review/claims": books.dueClaim,
		review: books.approved,
		association: books.approved,
		"city/budget/closings": books.closing,
		"city/budget": books.budgetChange,
		"finance/batches": books.batch,
		"finance/recoveries": books.recovery,
		"finance/corrections": books.correction,
		"finance/payments": books.sent,
		"files/agreements": books.agreed,
	};
	const rows = await Promise.all([
		db.selectFrom("application").select("id").where("reference", "=", books.completed).execute(),
		db.selectFrom("claim").select("id").where("reference", "=", books.paidClaim).execute(),
		db.selectFrom("applicationDocument").select("id").orderBy("id").limit(1).execute(),
		db.selectFrom("claimDocument").select("id").orderBy("id").limit(1).execute(),
		db.selectFrom("paymentBatch").select("id").where("reference", "=", books.batch).execute(),
	]);
	foreign = rows.flat().map(({ id }) => id);
	app = await listenWith(await buildOfRoutes());
	for (const level of ["error", "fatal"] as const) {
		vi.spyOn(log, level).mockImplementation((...line: unknown[]) => {
			alarms.push(line);
		});
	}
	// Requests whose answer is worth nothing are sent by the hundred.
	vi.spyOn(console, "warn").mockImplementation(() => undefined);
}, 120_000);
afterAll(async () => {
	vi.restoreAllMocks();
	await app.close();
	await house.close();
});

type Asked = { method?: string; headers?: Record<string, string>; body?: string };
type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

/** As it stands: `fetch` would mend the address, and refuse some headers. */
function send(path: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Answer> {
	return new Promise((done, fail) => {
		const sent = ask({ port: app.port, host: "127.0.0.1", path, method, headers, agent: false }, (response) => {
			let text = "";
			response.setEncoding("utf8");
			response.on("data", (chunk) => {
				text += chunk;
			});
			response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
		});
		sent.on("error", fail);
		sent.end(body);
	});
}

const form = { "Content-Type": "application/x-www-form-urlencoded" };

/** Sends all, a few at a time, and returns those that the server took for its own mistake. */
async function brokenBy(all: (Asked & { path: string })[]): Promise<string[]> {
	const broken: string[] = [];
	const queue = [...all];
	const work = async () => {
		for (let next = queue.pop(); next; next = queue.pop()) {
			const { path, ...asked } = next;
			const { status } = await send(path, asked);
			if (status >= 500) broken.push(`${status} ${asked.method ?? "GET"} ${path} ${asked.body?.slice(0, 200) ?? ""}`);
		}
	};
	await Promise.all(Array.from({ length: 6 }, work));
	return broken;
}

/** Somebody who gets to see what is there. */
function readerOf(pattern: string): string {
	if (pattern.startsWith("/admin")) return people.administrator;
	return /^\/(business|assess|applications|claims|money|documents|files|certificates)/.test(pattern)
		? people.owner
		: people.staff;
}

/** The pattern with real values where there are some, so that what lies behind the first look is reached. */
function realAddress(pattern: string): string {
	const prefix = Object.keys(references)
		.sort((a, b) => b.length - a.length)
		.find((start) => pattern.startsWith(`/${start}/`));
	return pattern
		.replace(":reference", references[prefix ?? ""] ?? "HS-2026-000001")
		.replace(/:(id|documentId|grantId)/, randomUUID())
		.replace(":kind/:holder", "programme/none")
		.replace(":locale", "vi")
		.replace(/:[a-zA-Z]+/g, "1");
}

const wrongValues = [
	"not-a-uuid",
	"00000000-0000-4000-8000-000000000000",
	"%ff",
	"%00",
	"%0a%0d",
	"__proto__",
	"..%2f..%2fetc",
	"9".repeat(40),
	"a".repeat(300),
	"'%3B--",
];

test("every parameter of an address has a shape", () => {
	const names = new Set(addresses.flatMap((pattern) => [...pattern.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => name)));
	expect([...names].filter((name) => !Object.hasOwn(paramShapes, name ?? ""))).toEqual([]);
});

test("no value in an address is taken for a mistake of ours", { timeout: 240_000 }, async () => {
	const all = addresses
		.filter((pattern) => pattern.includes(":"))
		.flatMap((pattern) =>
			wrongValues.map((value, at) => {
				const path = pattern.replace(/:[a-zA-Z]+/g, value);
				// Every other one as a page with scripts asks for it.
				return { path: at % 2 === 0 ? path : `${path}.data`, headers: { Cookie: readerOf(pattern) } };
			}),
		);
	expect(await brokenBy(all)).toEqual([]);
	expect(alarms).toEqual([]);
});

const queries = [
	"page",
	"document",
	"payment",
	"transfer",
	"programme",
	"removed",
	"kept",
	"view",
	"slot",
	"to",
	"code",
];

test("nor is any value in a query", { timeout: 240_000 }, async () => {
	const values = ["not-a-uuid", "-1%ff%0a__proto__"];
	const all = addresses.flatMap((pattern) =>
		values.map((value) => ({
			path: `${realAddress(pattern)}?${queries.map((name) => `${name}=${value}`).join("&")}`,
			headers: { Cookie: readerOf(pattern) },
		})),
	);
	expect(await brokenBy(all)).toEqual([]);
	expect(alarms).toEqual([]);
});

/** The names of all fields of the forms on a page, with what stands in them. */
function fieldsOn(page: string): [string, string][] {
	return [...page.matchAll(/<(?:input|textarea|select|button)\b[^>]*\bname="([^"]+)"[^>]*>/g)].map(
		([tag, name = ""]) => [name, /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? ""],
	);
}

test("nor is any form, on the page that it stands on or elsewhere", { timeout: 300_000 }, async () => {
	const all: (Asked & { path: string })[] = [];
	const common: [string, string][] = ["id", "documentId", "claimId", "applicationId", "intent", "to"].map((name) => [
		name,
		"",
	]);
	for (const pattern of addresses.filter((address) => address !== "/sign-out")) {
		const path = realAddress(pattern);
		const Cookie = readerOf(pattern);
		const page = await send(path, { headers: { Cookie } });
		const fields = [...fieldsOn(page.text), ...common];
		const swapped = (value: string, at: number) =>
			/-.*-.*-/.test(value) ? (foreign[at % foreign.length] ?? "") : value;
		const bodies = [
			fields.map(([name]) => [name, "không phải\0"]),
			fields.map(([name]) => [name, "9".repeat(40)]),
			fields.map(([name]) => [`${name}.0.x`, "a"]),
			// Everything as it stands, but the ids are those of others; and again with other ids.
			fields.map(([name, value], at) => [name, swapped(value, at)]),
			fields.map(([name, value], at) => [name, swapped(value, at + 1) || (foreign[0] ?? "")]),
		];
		for (const body of bodies) {
			all.push({ path, method: "POST", headers: { ...form, Cookie }, body: String(new URLSearchParams(body)) });
		}
	}
	expect(await brokenBy(all)).toEqual([]);
	expect(alarms).toEqual([]);
});

test("nor is any method, kind of content or header", { timeout: 240_000 }, async () => {
	const multipart = (boundary: string) => ({ "Content-Type": `multipart/form-data; boundary=${boundary}` });
	const methods = ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "TRACE"];
	const all = addresses
		.map(realAddress)
		.flatMap((path, at) => [
			{ path, method: methods[at % methods.length] },
			{ path, method: "POST" },
			...[
				{ "Content-Type": "application/json" },
				{ "Content-Type": "text/plain" },
				{ "Content-Type": "\u00ff" },
				multipart("x"),
				{ ...form, "Content-Encoding": "gzip" },
				{ ...form, Cookie: "donbay.session_token=%ff; locale=%; theme=__proto__; check=%7B%22a" },
				{ ...form, Cookie: "donbay.session_token=a.b; check=null; donbay.session_data=%00" },
				{ ...form, "Sec-Fetch-Site": "same-origin", Origin: "https://evil.example" },
				{ ...form, "Sec-Fetch-Site": "same-origin", Origin: "null" },
				{ ...form, Origin: "nonsense" },
				{ ...form, Host: "a b" },
				{ ...form, "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher", "X-Forwarded-For": "\u00ff" },
				{ ...form, "User-Agent": "", Accept: "\u00ff", "Accept-Language": "*;q=x", Range: "bytes=9-1" },
			].map((headers) => ({ path, method: "POST", headers: headers as Record<string, string>, body: "half" })),
			{ path: `${path}.data?_routes=nowhere` },
			{ path: `${path}?_data=root` },
			{ path: `${path}?${"a&".repeat(1_100)}_data=root` },
			{ path: `/${path}` },
			{ path: `${path}/%ff` },
			{ path: `${path}?${"a=&".repeat(5_000)}` },
		]);
	expect(await brokenBy(all)).toEqual([]);
	expect(alarms).toEqual([]);
});

test("says what is wrong with a status of its own and a page in words", async () => {
	const cases: [number, string, Asked?][] = [
		[404, "/verify/%ff"],
		[404, "/assets/%ff"],
		[404, "/files/%E0%A4%A"],
		[404, "/nowhere.data"],
		[404, "/files/claims/not-a-uuid", { headers: { Cookie: people.owner } }],
		...["//", "/verify//x", "//verify", "/verify/\\\\x", "/x/..//verify"].map((path): [number, string] => [404, path]),
		[404, `/applications/${"/".repeat(7_800)}x`],
		[404, `/verify/${"a".repeat(1_000)}`],
		[404, "/a".repeat(21)],
		[405, "/", { method: "PUT" }],
		[405, "/open-data", { method: "POST", headers: form, body: "a=b" }],
		[414, `/?${"a".repeat(9_000)}`],
		[400, "/", { headers: { Host: "a b" } }],
		// As it is written to a proxy.
		[400, "http://donbay.example/sign-in"],
		[400, "http://donbay.example"],
		...["/webhooks/../sign-out", "/webhooks/%2e%2e/sign-out", "/webhooks/stripe/../../sign-out", "/webhooks/x"].map(
			(path): [number, string, Asked] => [
				403,
				path,
				{ method: "POST", headers: { ...form, Origin: "https://e.example" } },
			],
		),
		[
			403,
			"/sign-in",
			{ method: "POST", headers: { ...form, "Sec-Fetch-Site": "same-origin", Origin: "https://e.example" } },
		],
	];
	for (const [status, path, asked] of cases) {
		const answer = await send(path, asked);
		expect([path.slice(0, 40), answer.status]).toEqual([path.slice(0, 40), status]);
		if (!path.startsWith("/files/claims") && !path.endsWith(".data"))
			expect(answer.text).toMatch(/<h1[^>]*>[^<]{5,}<\/h1>/);
		if (status === 405) expect(answer.headers.allow).toMatch(/GET/);
	}
	expect(alarms).toEqual([]);
});

test("the id of somebody else's row is refused as what is done already is, and says nothing of it", async () => {
	const [row] = await house.db
		.selectFrom("application")
		.selectAll()
		.where("id", "=", foreign[0] ?? "")
		.execute();
	const associationId = row?.associationId ?? "";
	// Open on whatever day this runs.
	const programmeId = await makeProgramme({ closesOn: "2099-12-31", envelopes: { [associationId]: 10_000_000n } });
	const body = String(new URLSearchParams({ applicationId: foreign[0] ?? "", programmeId, associationId }));
	const headers = { ...form, Cookie: people.owner };
	const answer = await send("/applications/new", { method: "POST", headers, body });
	expect(answer.status).toBe(409);
	expect(answer.text).toContain("Việc này đã được làm rồi");
	expect(answer.text).not.toContain(row?.reference);
	expect(alarms).toEqual([]);
});

test("what a visitor posts is kept only where their session ended, and given back to nobody else", async () => {
	const body = "bankBin=970436&number=6666666666666&accountName=KE TAN CONG";
	const path = "/business/bank-account";
	for (const Cookie of ["", "donbay.session_token=made.up", `donbay.session_token=${"a".repeat(43)}=`]) {
		const answer = await send(path, { method: "POST", headers: { ...form, Cookie }, body });
		expect(answer.status).toBe(303);
		expect(answer.headers.location).not.toContain("kept");
		expect(answer.headers["set-cookie"]).toBeUndefined();
	}
	// The owner's own session, ended: kept, and not where there is a file or too much.
	await house.db
		.deleteFrom("personSession")
		.where("token", "in", (select) => select.selectFrom("personSession").select("token").where("userId", "=", ownerId))
		.execute();
	const ended = { ...form, Cookie: people.owner };
	const kept = await send(path, { method: "POST", headers: ended, body });
	const address = new URL(String(kept.headers.location), app.url).searchParams;
	expect(kept.headers["set-cookie"]?.[0]).toMatch(/^kept_form=/);
	const long = await send(path, { method: "POST", headers: ended, body: `a=${"a".repeat(2_000_000)}` });
	expect(long.headers.location).toContain("unkept=yes");
	const page = await send(String(long.headers.location));
	expect(page.text).toContain("Tệp hoặc nội dung vừa gửi chưa được lưu");
	people.owner = await signedIn(house.db, { ...staffMember, personId: ownerId });
	const opened = `${path}?kept=${address.get("kept")}`;
	const planted = await send(opened, { headers: { Cookie: people.owner } });
	expect(planted.text).not.toContain("6666666666666");
	const [cookie = ""] = String(kept.headers["set-cookie"]?.[0]).split(";");
	const own = await send(opened, { headers: { Cookie: `${people.owner}; ${cookie}` } });
	expect(own.text).toContain("6666666666666");
	expect(own.text).toContain("Những gì bạn nhập trước đó đã được điền lại.");
	expect(alarms).toEqual([]);
});

test("no way on that an address asks for leads elsewhere", async () => {
	const ways = [
		"//evil.example",
		"/%09/evil.example",
		"/%0a/evil.example",
		"/..//evil.example",
		"/%5cevil.example",
		"https:evil.example",
	];
	const own = new URL(app.url).host;
	for (const to of ways) {
		const asked: [string, Asked][] = [
			[`/language/en?to=${to}`, {}],
			["/appearance", { method: "POST", headers: form, body: `theme=dark&to=${to}` }],
			[`/home?to=${to}`, { headers: { Cookie: people.owner } }],
			[`/sign-in?to=${to}`, { headers: { Cookie: people.owner } }],
		];
		for (const [path, how] of asked) {
			const { status, headers } = await send(path, how);
			expect([path, status]).toEqual([path, 303]);
			expect([path, new URL(String(headers.location), app.url).host]).toEqual([path, own]);
		}
		const page = await send(`/account/second-factor?to=${to}`, { headers: { Cookie: people.staff } });
		expect(page.text).not.toMatch(/href="(?!\/language\/)[^"]*evil/);
	}
	// Whatever names the way on, of every address.
	const names = ["to", "next", "return", "url", "redirect", "kept"];
	for (const pattern of addresses) {
		const path = `${realAddress(pattern)}?${names.map((name) => `${name}=%2F%09%2Fevil.example`).join("&")}`;
		for (const Cookie of Object.values(people)) {
			const { headers } = await send(path, { headers: { Cookie } });
			expect([path, new URL(String(headers.location ?? "/"), app.url).host]).toEqual([path, own]);
		}
	}
});
