import type { APIRequestContext, APIResponse, PlaywrightWorkerArgs } from "@playwright/test";
import { addresses } from "../../testing/addresses.ts";
import { type DemoAccount, expect, freshCode, type House, test } from "../../testing/fixtures.ts";
import { accessRules } from "./access-rules.ts";
import { people } from "./rule.ts";
import { accountFor, addressFor } from "./walk.ts";

// Who may post does: roles are revoked here, and files go on.
test.use({ ownHouse: "intruders", withStripe: true });

test("every route has a rule, and every rule a route", () => {
	expect(addresses.filter((address) => !(address in accessRules))).toEqual([]);
	expect(Object.keys(accessRules).filter((address) => !addresses.includes(address))).toEqual([]);
});

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
		const code = await freshCode(account);
		const second = await request.post("/sign-in/second-factor", { form: { code }, maxRedirects: 0 });
		expect(second.status(), `code of ${email}`).toBe(303);
	}
	return request;
}

function outcomeOf(response: APIResponse): "open" | "sign in" | "nothing" | "broken" {
	const status = response.status();
	if (status >= 500) return "broken";
	if (status === 404 || status === 403) return "nothing";
	const to = response.headers().location ?? "";
	return status >= 300 && status < 400 && to.startsWith("/sign-in") ? "sign in" : "open";
}

/** What only takes a post answers a get with "not found", and the other way round; neither is a hole. */
const postOnly = new Set(["/appearance", "/sign-out", "/assess/complete", "/webhooks/stripe"]);

for (const person of people) {
	test(`${person} opens what is theirs and nothing else`, async ({ house, playwright }) => {
		const account = await accountFor(house, person);
		const request = await signedInAs(house, playwright, account);
		const wrong: string[] = [];
		// The accounts at Stripe that the demo tells of.
		for (const { id } of await house.query<{ id: string }>("select stripe_id as id from stripe_account")) {
			house.stripe?.things.adoptAccount(id);
		}
		for (const pattern of addresses) {
			const rule = accessRules[pattern];
			if (!rule || pattern === "/sign-out") continue;
			const address = await addressFor(house, pattern, rule);
			for (const method of ["get", "post"] as const) {
				const form = method === "post" ? { form: { tampered: "1" } } : {};
				const response = await request[method](address, { ...form, maxRedirects: 0 });
				const outcome = outcomeOf(response);
				const allowed = ((method === "post" && rule.post) || rule.who).includes(person);
				// The form is read before the file is looked for, so that this says the same of files that are not there.
				const unread = method === "post" && [415, 422].includes(response.status());
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
