import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { StripeStandIn } from "#testing/stripe-stand-in.ts";

// The other tests are worth what the stand-in is: it refuses what Stripe refuses, in Stripe's own shape.

let standIn: StripeStandIn;

beforeAll(async () => {
	standIn = await new StripeStandIn().start();
});
afterAll(() => standIn.close());

type Sent = { key?: string; secret?: string; version?: string };

async function send(method: string, path: string, params: Record<string, string> = {}, sent: Sent = {}) {
	const answer = await fetch(`${standIn.base}${path}`, {
		method,
		headers: {
			Authorization: `Bearer ${sent.secret ?? standIn.secretKey}`,
			"Stripe-Version": sent.version ?? Stripe.API_VERSION,
			...(sent.key ? { "Idempotency-Key": sent.key } : {}),
		},
		...(method === "POST" ? { body: new URLSearchParams(params) } : {}),
	});
	const body = (await answer.json()) as { id?: string; error?: Record<string, string> };
	return { status: answer.status, replayed: answer.headers.get("idempotent-replayed"), body };
}

async function account(): Promise<string> {
	const { id = "" } = (await send("POST", "/v1/accounts", { type: "express", country: "VN" })).body;
	standIn.things.makeReady(id);
	return id;
}

const transfer = async (change: Record<string, string> = {}) => ({
	amount: "50000000",
	currency: "vnd",
	destination: await account(),
	...change,
});

describe("what Stripe refuses is refused", () => {
	test("another key, and another version of the API", async () => {
		expect((await send("GET", "/v1/transfers", {}, { secret: "sk_test_other" })).status).toBe(401);
		expect((await send("GET", "/v1/transfers", {}, { version: "2020-08-27" })).status).toBe(400);
	});

	test("an address and a thing that are not there", async () => {
		const address = await send("GET", "/v1/no-such-thing");
		expect([address.status, address.body.error?.type]).toEqual([404, "invalid_request_error"]);
		const thing = await send("GET", "/v1/transfers/tr_none");
		expect([thing.status, thing.body.error?.code]).toEqual([404, "resource_missing"]);
	});

	test.each([
		[{ colour: "red" }, "parameter_unknown", "colour"],
		[{ currency: "" }, "parameter_missing", undefined],
		[{ amount: "50000000.5" }, undefined, "amount"],
		[{ amount: "0" }, undefined, "amount"],
		[{ currency: "usd" }, undefined, "currency"],
	])("a transfer with %o", async (change, code, param) => {
		const { status, body } = await send("POST", "/v1/transfers", await transfer(change));
		expect([status, body.error?.type]).toEqual([400, "invalid_request_error"]);
		if (code) expect(body.error?.code).toBe(code);
		if (param) expect(body.error?.param).toBe(param);
	});

	test("a transfer to an account that is not ready", async () => {
		const { id = "" } = (await send("POST", "/v1/accounts", { type: "express", country: "VN" })).body;
		const { body } = await send("POST", "/v1/transfers", await transfer({ destination: id }));
		expect(body.error?.code).toBe("insufficient_capabilities_for_transfer");
	});
});

describe("an idempotency key", () => {
	test("gives the first answer again, and says so", async () => {
		const params = await transfer();
		const first = await send("POST", "/v1/transfers", params, { key: "once" });
		const again = await send("POST", "/v1/transfers", params, { key: "once" });
		expect([first.replayed, again.replayed]).toEqual([null, "true"]);
		expect(again.body).toEqual(first.body);
	});

	test("gives a failure again too, but not one of parameters that were never worked on", async () => {
		const params = await transfer();
		standIn.next("POST /v1/transfers", "no-funds");
		const failed = await send("POST", "/v1/transfers", params, { key: "failed" });
		expect((await send("POST", "/v1/transfers", params, { key: "failed" })).body).toEqual(failed.body);
		expect(failed.body.error?.code).toBe("balance_insufficient");
		await send("POST", "/v1/transfers", { ...params, colour: "red" }, { key: "mended" });
		expect((await send("POST", "/v1/transfers", params, { key: "mended" })).status).toBe(200);
	});

	test("with other parameters is refused", async () => {
		const params = await transfer();
		await send("POST", "/v1/transfers", params, { key: "same" });
		const other = await send("POST", "/v1/transfers", { ...params, amount: "1" }, { key: "same" });
		expect([other.status, other.body.error?.type]).toEqual([400, "idempotency_error"]);
	});

	test("is refused while the first request is at work", async () => {
		const params = await transfer();
		// On a busy machine the first is done before the second arrives: until two do meet, each pair is one transfer.
		for (let key = 0; ; key++) {
			const once = () => send("POST", "/v1/transfers", params, { key: `at-once-${key}` });
			const answers = await Promise.all([once(), once()]);
			const refused = answers.find(({ status }) => status === 409);
			if (!refused) {
				expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
				continue;
			}
			expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
			expect(refused.body.error).toMatchObject({ type: "idempotency_error", code: "idempotency_key_in_use" });
			return;
		}
	});
});
