import { createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** What travels between the program and Stripe's API, as its reference has it. https://docs.stripe.com/api */

export type Thing = { id: string; object: string } & Record<string, unknown>;

/** Form fields by their names as sent: "metadata[payment]". */
export type Params = Record<string, string>;

export type StripeRequest = {
	method: string;
	path: string;
	params: Params;
	account: string | null;
	key: string | null;
};

export type StripeAnswer = { status: number; body: unknown };

/** An answer in the shape of Stripe's errors, to be thrown. */
export class StripeFault extends Error {
	constructor(
		readonly status: number,
		readonly error: { type: string; message: string; code?: string; param?: string },
	) {
		super(error.message);
	}
}

export function invalid(message: string, more: { code?: string; param?: string } = {}, status = 400): StripeFault {
	return new StripeFault(status, { type: "invalid_request_error", message, ...more });
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
	let text = "";
	for await (const chunk of request) text += String(chunk);
	return text;
}

/** A list of things, as Stripe pages it. */
export function listOf(url: string, data: readonly Thing[], { limit = "10", starting_after }: Params): unknown {
	const from = starting_after ? data.findIndex(({ id }) => id === starting_after) + 1 : 0;
	const page = data.slice(from, from + Number(limit));
	return { object: "list", url, data: page, has_more: from + page.length < data.length };
}

/** The fields under `name[…]`, as Stripe gives them back. */
export function nested(params: Params, name: string): Record<string, string> {
	const fields = Object.entries(params).filter(([field]) => field.startsWith(`${name}[`));
	return Object.fromEntries(fields.map(([field, value]) => [field.slice(name.length + 1, -1), value]));
}

export function wholeAmount(params: Params): number {
	const { amount = "", currency } = params;
	if (!/^[1-9]\d*$/.test(amount)) throw invalid(`Invalid integer: ${amount}`, { param: "amount" });
	if (currency !== "vnd") throw invalid(`Invalid currency: ${currency}`, { param: "currency" });
	return Number(amount);
}

/** The header that signs a delivery. https://docs.stripe.com/webhooks#verify-manually */
export function signatureOf(body: string, secret: string, at: Date): string {
	const seconds = Math.floor(at.getTime() / 1000);
	const mac = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
	return `t=${seconds},v1=${mac}`;
}
