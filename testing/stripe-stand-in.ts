import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { now } from "#app/house/clock.server.ts";
import { endpoints } from "./stripe-endpoints.ts";
import { StripeThings } from "./stripe-things.ts";
import {
	bodyOf,
	invalid,
	type StripeAnswer,
	StripeFault,
	type StripeRequest,
	signatureOf,
	type Thing,
} from "./stripe-wire.ts";

/** The version of Stripe's API that the program is written for: that of the package that it speaks with. */
const VERSION = "2026-10-28.endive";

/** What the next request of a kind meets. */
export type Mishap =
	/** Stripe does the work, and whoever asked waits for the answer in vain. */
	| "lost-answer"
	/** Nothing is done. */
	| "outage"
	/** It refuses what was asked. */
	| "no-funds";

type Kept = { fingerprint: string; answer: StripeAnswer | null };

/**
 * A server that stands in for Stripe's API, as strict as the real one: keys, version, unknown addresses and parameters,
 * idempotency as documented (https://docs.stripe.com/api/idempotent_requests), signed events.
 */
export class StripeStandIn {
	readonly secretKey = "sk_test_standin12345678";
	readonly webhookSecret = "whsec_standin12345678";
	readonly things = new StripeThings(() => this.base);
	/** Each request that began its work: "POST /v1/transfers". */
	readonly worked: string[] = [];
	readonly replayed: string[] = [];
	private readonly kept = new Map<string, Kept>();
	private filledIn = 0;
	private readonly mishaps: { of: string; mishap: Mishap }[] = [];
	private readonly server = createServer((request, response) => void this.answer(request, response));

	get base(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** The settings by which the program speaks with it. */
	get settings() {
		return {
			STRIPE_SECRET_KEY: this.secretKey,
			STRIPE_WEBHOOK_SECRET: this.webhookSecret,
			STRIPE_API_BASE: this.base,
		};
	}

	async start(): Promise<this> {
		await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
		return this;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((done) => this.server.close(done));
	}

	/** The next request of the kind, "POST /v1/transfers", meets this. */
	next(of: string, mishap: Mishap): void {
		this.mishaps.push({ of, mishap });
	}

	/** As Stripe does after a day or more. */
	forgetKeys(): void {
		this.kept.clear();
	}

	/** An event as it is delivered, signed now unless told otherwise. */
	delivery(event: Thing, at = now()): { body: string; signature: string } {
		const body = JSON.stringify(event);
		return { body, signature: signatureOf(body, this.webhookSecret, at) };
	}

	/** Delivers events to the program; its answers. */
	async deliver(url: string, events: readonly Thing[]): Promise<number[]> {
		const statuses: number[] = [];
		for (const event of events) {
			const { body, signature } = this.delivery(event);
			const headers = { "Content-Type": "application/json", "Stripe-Signature": signature };
			statuses.push((await fetch(url, { method: "POST", body, headers })).status);
		}
		return statuses;
	}

	private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(incoming.url ?? "/", this.base);
		if (url.pathname.startsWith("/setup/")) return this.setUp(url, response);
		if (url.pathname.startsWith("/pay/")) return this.pay(url, response);
		const body = await bodyOf(incoming);
		const params = Object.fromEntries(new URLSearchParams(incoming.method === "GET" ? url.search : body));
		const header = (name: string) => (incoming.headers[name] as string | undefined) ?? null;
		const request: StripeRequest = {
			method: incoming.method ?? "",
			path: url.pathname,
			params,
			account: header("stripe-account"),
			key: incoming.method === "POST" ? header("idempotency-key") : null,
		};
		const kind = `${request.method} ${request.path}`;
		const at = this.mishaps.findIndex(({ of }) => of === kind);
		const mishap = at < 0 ? null : this.mishaps.splice(at, 1)[0]?.mishap;
		try {
			this.check(header("authorization"), header("stripe-version"));
			if (mishap === "outage") throw new StripeFault(500, { type: "api_error", message: "An unknown error occurred." });
			const { answer, replayed } = await this.once(request, () => this.work(request, mishap === "no-funds"));
			if (mishap === "lost-answer") return;
			send(response, answer, replayed ? { "Idempotent-Replayed": "true" } : {});
		} catch (error) {
			if (!(error instanceof StripeFault)) throw error;
			send(response, { status: error.status, body: { error: error.error } }, {});
		}
	}

	private check(authorization: string | null, version: string | null): void {
		if (authorization !== `Bearer ${this.secretKey}`) {
			throw invalid("Invalid API Key provided: sk_test_****", {}, 401);
		}
		if (version !== VERSION) throw invalid(`Invalid Stripe API version: ${version}`);
	}

	/** The same key gives the same answer; with other parameters, or while the first is at work, it is refused. */
	private async once(request: StripeRequest, work: () => Promise<StripeAnswer>) {
		const { method, path, params, account, key } = request;
		if (!key) return { answer: await work(), replayed: false };
		const fingerprint = JSON.stringify([method, path, account, Object.entries(params).sort()]);
		const keptAs = `${account}/${key}`;
		const before = this.kept.get(keptAs);
		if (!before) {
			const kept: Kept = { fingerprint, answer: null };
			this.kept.set(keptAs, kept);
			try {
				kept.answer = await work();
				return { answer: kept.answer, replayed: false };
			} catch (error) {
				// What never began its work is not kept.
				this.kept.delete(keptAs);
				throw error;
			}
		}
		const type = "idempotency_error";
		if (before.fingerprint !== fingerprint) {
			const message = `Keys for idempotent requests can only be used with the same parameters. Key: ${key}`;
			throw new StripeFault(400, { type, message });
		}
		if (!before.answer) {
			const message = "There is currently another in-progress request using this Idempotent Key.";
			throw new StripeFault(409, { type, message, code: "idempotency_key_in_use" });
		}
		this.replayed.push(`${method} ${path}`);
		return { answer: before.answer, replayed: true };
	}

	private async work(request: StripeRequest, refuse: boolean): Promise<StripeAnswer> {
		const { method, path, params } = request;
		const endpoint = endpoints.find((each) => each.method === method && each.path.test(path));
		if (!endpoint) throw invalid(`Unrecognized request URL (${method}: ${path}).`, {}, 404);
		for (const name of Object.keys(params)) {
			const known = endpoint.takes.includes(name) || endpoint.takes.includes(name.replace(/\[\w+\]$/, "[]"));
			if (!known) throw invalid(`Received unknown parameter: ${name}`, { code: "parameter_unknown", param: name });
		}
		const missing = endpoint.needs?.find((name) => !params[name]);
		if (missing) throw invalid(`Missing required param: ${missing}.`, { code: "parameter_missing", param: missing });
		this.worked.push(`${method} ${path}`);
		// As long as another request needs to come in meanwhile.
		await new Promise((done) => setTimeout(done, 5));
		try {
			if (refuse) throw invalid("You have insufficient available funds.", { code: "balance_insufficient" });
			const body = endpoint.run(this.things, request, endpoint.path.exec(path)?.[1] ?? "");
			return { status: 200, body: structuredClone(body) };
		} catch (error) {
			if (!(error instanceof StripeFault)) throw error;
			return { status: error.status, body: { error: error.error } };
		}
	}

	/** Stripe's page for a payment: here, one visit pays. */
	private pay(url: URL, response: ServerResponse): void {
		const back = this.things.checkout.pay(url.pathname.slice("/pay/".length));
		response.writeHead(303, { Location: back }).end();
	}

	/** Stripe's own form, which the holder of an account fills in: here, one visit, each with another bank account. */
	private setUp(url: URL, response: ServerResponse): void {
		this.things.makeReady(url.pathname.slice("/setup/".length), String(4521 + this.filledIn++));
		response.writeHead(303, { Location: url.searchParams.get("return") ?? "/" }).end();
	}
}

function send(response: ServerResponse, { status, body }: StripeAnswer, headers: Record<string, string>): void {
	response.writeHead(status, { "Content-Type": "application/json", "Request-Id": "req_1", ...headers });
	response.end(JSON.stringify(body));
}
