import type { StripeThings } from "./stripe-things.ts";
import { invalid, listOf, nested, type Params, type StripeRequest, type Thing, wholeAmount } from "./stripe-wire.ts";

/** Payments to the platform itself: pages to pay on, and refunds. https://docs.stripe.com/api/checkout/sessions */
export class StripeCheckout {
	/** Whether the bank takes days over a refund; `endRefund` ends it then. */
	refundsTakeDays = false;

	constructor(
		private readonly things: StripeThings,
		private readonly url: () => string,
	) {}

	createSession({ params }: StripeRequest): Thing {
		const price = nested(params, "line_items[0][price_data]");
		if (params.mode !== "payment") throw invalid(`Invalid mode: ${params.mode}`, { param: "mode" });
		const amount = wholeAmount({ amount: price.unit_amount ?? "", currency: price.currency ?? "" });
		const session = this.things.add("cs", "checkout.session", {
			amount_total: amount * Number(params["line_items[0][quantity]"]),
			cancel_url: params.cancel_url,
			currency: price.currency,
			metadata: nested(params, "metadata"),
			mode: "payment",
			payment_intent: null,
			payment_status: "unpaid",
			status: "open",
			success_url: params.success_url,
		});
		session.url = `${this.url()}/pay/${session.id}`;
		return session;
	}

	expireSession(id: string): Thing {
		const session = this.things.get(id, "checkout.session");
		if (session.status !== "open") {
			throw invalid('Only Checkout Sessions with a status in ["open"] can be expired.', { param: "session" });
		}
		Object.assign(session, { status: "expired", url: null });
		this.things.tell("checkout.session.expired", session);
		return session;
	}

	/** Somebody pays by a way that takes days: the page is done, and the money is not there yet. */
	payLater(id: string): void {
		const session = this.things.get(id, "checkout.session");
		if (session.status !== "open") throw invalid("This page is no longer open.");
		const { amount_total: amount } = session;
		const begun = { amount, currency: "vnd", amount_refunded: 0, status: "processing" };
		const intent = this.things.add("pi", "payment_intent", begun);
		Object.assign(session, { status: "complete", payment_intent: intent.id, url: null });
		this.things.tell("checkout.session.completed", session);
	}

	/** The payment that took days did not come: the session itself stays as it is. */
	payFails(id: string): void {
		const session = this.things.get(id, "checkout.session");
		const intent = this.things.get(String(session.payment_intent), "payment_intent");
		Object.assign(intent, { status: "requires_payment_method" });
		this.things.tell("checkout.session.async_payment_failed", session);
	}

	/** Somebody pays on the page of a session; where they are sent afterwards. */
	pay(id: string): string {
		const session = this.things.get(id, "checkout.session");
		if (session.status !== "open") throw invalid("This page is no longer open.");
		const amount = session.amount_total;
		const intent = this.things.add("pi", "payment_intent", { amount, currency: "vnd", amount_refunded: 0 });
		Object.assign(session, { status: "complete", payment_status: "paid", payment_intent: intent.id, url: null });
		this.things.tell("checkout.session.completed", session);
		return String(session.success_url);
	}

	createRefund({ params }: StripeRequest): Thing {
		const intent = this.things.get(params.payment_intent ?? "", "payment_intent");
		const amount = wholeAmount({ amount: params.amount ?? "", currency: "vnd" });
		const refunded = Number(intent.amount_refunded) + amount;
		if (refunded + this.disputed(intent.id) > Number(intent.amount)) {
			throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge.`, { param: "amount" });
		}
		intent.amount_refunded = refunded;
		const refund = this.things.add("re", "refund", {
			amount,
			currency: "vnd",
			metadata: nested(params, "metadata"),
			payment_intent: intent.id,
			status: this.refundsTakeDays ? "pending" : "succeeded",
		});
		this.things.tell("refund.created", refund);
		return refund;
	}

	/** What disputes have taken of a payment and not given back. */
	private disputed(intent: string): number {
		const lost = this.things
			.all("dispute")
			.filter(({ payment_intent, status }) => payment_intent === intent && status !== "won")
			.filter(({ status }) => !String(status).startsWith("warning_"));
		return lost.reduce((sum, { amount }) => sum + Number(amount), 0);
	}

	/** The payer's bank takes a payment back, or some of it; `warning_needs_response` where it only asks. */
	dispute(intentId: string, amount: number, status = "needs_response"): Thing {
		const { id } = this.things.get(intentId, "payment_intent");
		const dispute = this.things.add("dp", "dispute", {
			...{ amount, currency: "vnd", payment_intent: id, status, reason: "fraudulent", metadata: {} },
		});
		this.things.tell("charge.dispute.created", dispute);
		if (status === "needs_response") this.things.tell("charge.dispute.funds_withdrawn", dispute);
		return dispute;
	}

	/** The bank has decided: won gives the money back. */
	endDispute(id: string, status: "won" | "lost" | "warning_closed"): void {
		const dispute = this.things.get(id, "dispute");
		dispute.status = status;
		if (status === "won") this.things.tell("charge.dispute.funds_reinstated", dispute);
		this.things.tell("charge.dispute.closed", dispute);
	}

	listDisputes(params: Params): unknown {
		const found = this.things.all("dispute").filter((each) => each.payment_intent === params.payment_intent);
		return listOf("/v1/disputes", found, params);
	}

	listRefunds(params: Params): unknown {
		const found = this.things.all("refund").filter((each) => each.payment_intent === params.payment_intent);
		return listOf("/v1/refunds", found, params);
	}

	/** The bank takes a refund, or does not. */
	endRefund(id: string, status: "succeeded" | "failed"): void {
		const refund = this.things.get(id, "refund");
		refund.status = status;
		this.things.tell(status === "failed" ? "refund.failed" : "refund.updated", refund);
	}
}
