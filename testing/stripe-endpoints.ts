import type { StripeThings } from "./stripe-things.ts";
import type { StripeRequest } from "./stripe-wire.ts";

/** What of Stripe's API the program may ask for, and with which parameters. https://docs.stripe.com/api */

type Endpoint = {
	method: string;
	path: RegExp;
	/** The names of all parameters; `metadata[…]` may have any. */
	takes: readonly string[];
	needs?: readonly string[];
	run: (things: StripeThings, request: StripeRequest, id: string) => unknown;
};

const PAGING = ["limit", "starting_after", "ending_before"];

export const endpoints: readonly Endpoint[] = [
	{
		method: "POST",
		path: /^\/v1\/accounts$/,
		takes: [
			"type",
			"country",
			"default_currency",
			"capabilities[transfers][requested]",
			"settings[payouts][schedule][interval]",
			"metadata[]",
		],
		needs: ["type", "country"],
		run: (things, request) => things.createAccount(request),
	},
	{ method: "GET", path: /^\/v1\/accounts\/(\w+)$/, takes: [], run: (things, _, id) => things.get(id, "account") },
	{
		method: "POST",
		path: /^\/v1\/account_links$/,
		takes: ["account", "type", "refresh_url", "return_url"],
		needs: ["account", "type", "refresh_url", "return_url"],
		run: (things, request) => things.createLink(request),
	},
	{
		method: "POST",
		path: /^\/v1\/transfers$/,
		takes: ["amount", "currency", "destination", "description", "transfer_group", "metadata[]"],
		needs: ["amount", "currency", "destination"],
		run: (things, request) => things.createTransfer(request),
	},
	{
		method: "GET",
		path: /^\/v1\/transfers$/,
		takes: ["transfer_group", "destination", ...PAGING],
		run: (things, request) => things.listTransfers(request),
	},
	{ method: "GET", path: /^\/v1\/transfers\/(\w+)$/, takes: [], run: (things, _, id) => things.get(id, "transfer") },
	{
		method: "POST",
		path: /^\/v1\/transfers\/(\w+)\/reversals$/,
		takes: ["amount", "metadata[]"],
		run: (things, { params }, id) => things.reverse(id, params),
	},
	{
		method: "POST",
		path: /^\/v1\/payouts$/,
		takes: ["amount", "currency", "destination", "metadata[]"],
		needs: ["amount", "currency"],
		run: (things, request) => things.createPayout(request),
	},
	{
		method: "GET",
		path: /^\/v1\/payouts$/,
		takes: ["created[gte]", "status", ...PAGING],
		run: (things, request) => things.listPayouts(request),
	},
	{
		method: "GET",
		path: /^\/v1\/payouts\/(\w+)$/,
		takes: [],
		run: (things, request, id) => things.getPayout(id, request),
	},
	{
		method: "POST",
		path: /^\/v1\/checkout\/sessions$/,
		takes: [
			"mode",
			"line_items[0][quantity]",
			"line_items[0][price_data][currency]",
			"line_items[0][price_data][unit_amount]",
			"line_items[0][price_data][product_data][name]",
			"metadata[]",
			"payment_intent_data[metadata][]",
			"success_url",
			"cancel_url",
		],
		needs: ["mode", "line_items[0][quantity]", "line_items[0][price_data][product_data][name]", "success_url"],
		run: ({ checkout }, request) => checkout.createSession(request),
	},
	{
		method: "GET",
		path: /^\/v1\/checkout\/sessions\/(\w+)$/,
		takes: [],
		run: (things, _, id) => things.get(id, "checkout.session"),
	},
	{
		method: "POST",
		path: /^\/v1\/checkout\/sessions\/(\w+)\/expire$/,
		takes: [],
		run: ({ checkout }, _, id) => checkout.expireSession(id),
	},
	{
		method: "GET",
		path: /^\/v1\/payment_intents\/(\w+)$/,
		takes: [],
		run: (things, _, id) => things.get(id, "payment_intent"),
	},
	{
		method: "POST",
		path: /^\/v1\/refunds$/,
		takes: ["payment_intent", "amount", "metadata[]"],
		needs: ["payment_intent", "amount"],
		run: ({ checkout }, request) => checkout.createRefund(request),
	},
	{
		method: "GET",
		path: /^\/v1\/refunds$/,
		takes: ["payment_intent", ...PAGING],
		run: ({ checkout }, { params }) => checkout.listRefunds(params),
	},
	{
		method: "GET",
		path: /^\/v1\/disputes$/,
		takes: ["payment_intent", ...PAGING],
		run: ({ checkout }, { params }) => checkout.listDisputes(params),
	},
	{ method: "GET", path: /^\/v1\/refunds\/(\w+)$/, takes: [], run: (things, _, id) => things.get(id, "refund") },
];
