import type { APIRequestContext, APIResponse, PlaywrightWorkerArgs } from "@playwright/test";
import { generateSync } from "otplib";
import routes from "../../app/routes.ts";
import { accountOf, type DemoAccount, expect, type House, test } from "../support/fixtures.ts";
import { accessRules, type Person, people, type Rule } from "./access-rules.ts";

type RouteEntry = { path?: string; index?: boolean; children?: RouteEntry[] };

/** All addresses of the route map, as patterns; the last resort `*` is the page for what is not there. */
function addressesOf(entries: RouteEntry[], parent = ""): string[] {
	return entries.flatMap((entry) => {
		const path = entry.path === undefined ? parent : `${parent}/${entry.path}`;
		if (entry.children?.length) return addressesOf(entry.children, path);
		return entry.path === "*" || (entry.path === undefined && !entry.index) ? [] : [path === "" ? "/" : path];
	});
}

const addresses = addressesOf(routes as RouteEntry[]);

test("every route has a rule, and every rule a route", () => {
	expect(addresses.filter((address) => !(address in accessRules))).toEqual([]);
	expect(Object.keys(accessRules).filter((address) => !addresses.includes(address))).toEqual([]);
});

/** Gives somebody of the demo who has no password the password and second factor of somebody who has. */
async function lendKeys(house: House, to: string, from: DemoAccount): Promise<DemoAccount> {
	await house.query(
		`insert into credential (id, account_id, provider_id, user_id, password)
		select gen_random_uuid()::text, t.id, 'credential', t.id, c.password
		from person t, person f join credential c on c.user_id = f.id where t.email = $1 and f.email = $2`,
		[to, from.email],
	);
	if (from.totpSecret) {
		await house.query(
			`insert into second_factor (id, secret, backup_codes, user_id, verified)
			select gen_random_uuid()::text, s.secret, s.backup_codes, t.id, true
			from person t, person f join second_factor s on s.user_id = f.id where t.email = $1 and f.email = $2`,
			[to, from.email],
		);
		await house.query("update person set two_factor_enabled = true where email = $1", [to]);
	}
	return { ...from, email: to };
}

async function accountFor(house: House, person: Person): Promise<DemoAccount | null> {
	if (person === "visitor") return null;
	if (person === "other owner") return lendKeys(house, "chu5@doanh-nghiep.example", accountOf(house, "owner"));
	if (person === "other reviewer") return lendKeys(house, "xet1@hca.donbay.example", accountOf(house, "reviewer"));
	return accountOf(house, person);
}

async function signedInAs(
	house: House,
	playwright: PlaywrightWorkerArgs["playwright"],
	account: DemoAccount | null,
): Promise<APIRequestContext> {
	const request = await playwright.request.newContext({ baseURL: house.url, extraHTTPHeaders: { origin: house.url } });
	if (!account) return request;
	const { email, password, totpSecret } = account;
	const first = await request.post("/sign-in", { form: { email, password }, maxRedirects: 0 });
	expect(first.status(), `sign-in of ${email}`).toBe(303);
	if (totpSecret) {
		const code = generateSync({ secret: totpSecret });
		const second = await request.post("/sign-in/second-factor", { form: { code }, maxRedirects: 0 });
		expect(second.status(), `code of ${email}`).toBe(303);
	}
	return request;
}

async function addressFor(house: House, pattern: string, rule: Rule): Promise<string> {
	if (!rule.param) return pattern;
	const [found] = await house.query<{ value: string }>(rule.param);
	expect(found, `a value for ${pattern}`).toBeDefined();
	return pattern.replace(/:[a-zA-Z]+/, found?.value ?? "");
}

function outcomeOf(response: APIResponse): "open" | "sign in" | "nothing" | "broken" {
	const status = response.status();
	if (status >= 500) return "broken";
	if (status === 404 || status === 403) return "nothing";
	const to = response.headers().location ?? "";
	return status >= 300 && status < 400 && to.startsWith("/sign-in") ? "sign in" : "open";
}

/** What only takes a post answers a get with "not found", and the other way round; neither is a hole. */
const postOnly = new Set(["/appearance", "/sign-out", "/assess/complete"]);

for (const person of people) {
	test(`${person} opens what is theirs and nothing else`, async ({ house, playwright }) => {
		const account = await accountFor(house, person);
		const request = await signedInAs(house, playwright, account);
		const wrong: string[] = [];
		for (const pattern of addresses) {
			const rule = accessRules[pattern];
			if (!rule || pattern === "/sign-out") continue;
			const address = await addressFor(house, pattern, rule);
			for (const method of ["get", "post"] as const) {
				const form = method === "post" ? { form: { tampered: "1" } } : {};
				const response = await request[method](address, { ...form, maxRedirects: 0 });
				const outcome = outcomeOf(response);
				const allowed = ((method === "post" && rule.post) || rule.who).includes(person);
				// Fields are read before the file is looked for, so that this says the same of files that are not there.
				const unread = method === "post" && response.status() === 422;
				const noSuchMethod = response.status() === 405 || (method === "get" && postOnly.has(pattern));
				const right =
					outcome !== "broken" &&
					(noSuchMethod ||
						(allowed ? outcome === "open" : unread || outcome === "nothing" || (outcome === "sign in" && !account)));
				if (!right)
					wrong.push(`${method} ${address}: ${outcome} (${response.status()}), ${allowed ? "theirs" : "not theirs"}`);
			}
		}
		expect(wrong).toEqual([]);
		await request.dispose();
	});
}
