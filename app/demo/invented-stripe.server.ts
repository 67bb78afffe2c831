import Stripe from "stripe";

type Thing = { id: string } & Record<string, unknown>;

/**
 * What Stripe would say of a payment that went well, so that the demo's past can have one; it asks nobody.
 *
 * @param holder who has filled in Stripe's form for the account that is paid to; nobody yet unless given.
 */
export function inventedStripe(paidAt: Date, holder?: string): Stripe {
	const bank = {
		...{ id: "ba_demo", object: "bank_account", bank_name: "ACB", last4: "4521", currency: "vnd" },
		...{ account_holder_name: holder, default_for_currency: true },
	};
	const empty = { details_submitted: false, payouts_enabled: false, capabilities: { transfers: "inactive" } };
	const filledIn = {
		...{ details_submitted: true, payouts_enabled: true, capabilities: { transfers: "active" } },
		company: { name: holder, tax_id_provided: true },
		external_accounts: { object: "list", data: [bank] },
	};
	const account = { id: "acct_demo", object: "account", ...(holder === undefined ? empty : filledIn) };
	const made: Record<string, (asked: URLSearchParams) => Thing> = {
		"/v1/accounts": () => ({ id: "acct_demo", object: "account" }),
		"/v1/transfers": (asked) => ({
			id: "tr_demo",
			object: "transfer",
			amount: Number(asked.get("amount")),
			currency: asked.get("currency"),
			destination: asked.get("destination"),
			reversed: false,
		}),
		"/v1/checkout/sessions": (asked) => ({
			id: "cs_demo",
			object: "checkout.session",
			amount_total: Number(asked.get("line_items[0][price_data][unit_amount]")),
			currency: "vnd",
			status: "complete",
			payment_status: "paid",
			payment_intent: "pi_demo",
		}),
		"/v1/payouts": () => ({
			id: "po_demo",
			object: "payout",
			status: "paid",
			arrival_date: Math.floor(paidAt.getTime() / 1000),
		}),
	};
	const answer = async (input: string | URL | Request, { method, body }: RequestInit = {}) => {
		const { pathname } = new URL(String(input));
		const thing = made[pathname]?.(new URLSearchParams(String(body)));
		if (method === "POST" && thing) return Response.json(thing);
		// Nobody's bank took anything back.
		if (pathname === "/v1/disputes" || pathname === "/v1/refunds") {
			return Response.json({ object: "list", data: [], has_more: false, url: pathname });
		}
		if (pathname === "/v1/accounts/acct_demo") return Response.json(account);
		throw new Error(`the demo does not ask Stripe for ${method} ${pathname}`);
	};
	return new Stripe("sk_test_demo", { httpClient: Stripe.createFetchHttpClient(answer), maxNetworkRetries: 0 });
}
