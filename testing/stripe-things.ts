import { now } from "#app/house/clock.server.ts";
import { StripeCheckout } from "./stripe-checkout.ts";
import { invalid, listOf, nested, type Params, type StripeRequest, type Thing, wholeAmount } from "./stripe-wire.ts";

/** What Stripe keeps, and the rules that it keeps it by. */
export class StripeThings {
	readonly things = new Map<string, Thing>();
	readonly events: Thing[] = [];
	/** đồng by account. */
	readonly held = new Map<string, number>();
	readonly paidOut = new Map<string, number>();
	readonly checkout = new StripeCheckout(this, () => this.url());
	private serial = 0;

	constructor(private readonly url: () => string) {}

	get(id: string, object: string): Thing {
		const thing = this.things.get(id);
		if (thing?.object !== object) throw invalid(`No such ${object}: '${id}'`, { code: "resource_missing" }, 404);
		return thing;
	}

	all(object: string): Thing[] {
		return [...this.things.values()].filter((thing) => thing.object === object).reverse();
	}

	/** Keeps a thing under an id of its own. */
	add(prefix: string, object: string, fields: Record<string, unknown>): Thing {
		const created = Math.floor(now().getTime() / 1000);
		const id = `${prefix}_${String(++this.serial).padStart(12, "0")}`;
		const thing = { id, object, created, livemode: false, ...fields };
		this.things.set(id, thing);
		return thing;
	}

	/** Tells of a thing as it is at this moment. */
	tell(type: string, thing: Thing, account: string | null = null): void {
		const id = `evt_${String(++this.serial).padStart(12, "0")}`;
		const created = Math.floor(now().getTime() / 1000);
		const data = { object: structuredClone(thing) };
		this.events.push({ id, object: "event", type, created, livemode: false, ...(account ? { account } : {}), data });
	}

	private move(account: string, amount: number): void {
		const after = (this.held.get(account) ?? 0) + amount;
		if (after < 0) throw invalid("You have insufficient funds.", { code: "balance_insufficient" });
		this.held.set(account, after);
	}

	createAccount({ params }: StripeRequest): Thing {
		return this.add("acct", "account", {
			type: params.type,
			country: params.country,
			metadata: nested(params, "metadata"),
			details_submitted: false,
			payouts_enabled: false,
			capabilities: { transfers: "inactive" },
			requirements: { currently_due: ["external_account", "representative.verification.document"] },
			external_accounts: { object: "list", data: [] },
		});
	}

	createLink({ params }: StripeRequest): unknown {
		const { id } = this.get(params.account ?? "", "account");
		const expires_at = Math.floor(now().getTime() / 1000) + 300;
		const url = `${this.url()}/setup/${id}?return=${encodeURIComponent(params.return_url ?? "")}`;
		return { object: "account_link", created: expires_at - 300, expires_at, url };
	}

	/** The holder has filled in Stripe's form, and Stripe has checked it. */
	makeReady(accountId: string, last4 = "4521"): void {
		const account = this.get(accountId, "account");
		this.hold(accountId, { name: "CONG TY NHAN TIEN", last4 });
		Object.assign(account, { details_submitted: true, payouts_enabled: true });
		Object.assign(account, { capabilities: { transfers: "active" }, requirements: { currently_due: [] } });
		this.tell("account.updated", account, accountId);
	}

	/** Whose the account is now, and the bank account that payouts in đồng go to: another one replaces the one before. */
	hold(accountId: string, { name, last4 }: { name: string; last4: string }): void {
		const account = this.get(accountId, "account");
		const bank = {
			...{ id: `ba_${accountId.slice(5)}_${last4}`, object: "bank_account", currency: "vnd", last4 },
			...{ bank_name: "ACB", account_holder_name: name, default_for_currency: true },
		};
		Object.assign(account, { company: { name, tax_id_provided: true } });
		Object.assign(account, { external_accounts: { object: "list", data: [bank] } });
		this.tell("account.updated", account, accountId);
	}

	createTransfer({ params }: StripeRequest): Thing {
		const account = this.get(params.destination ?? "", "account");
		if ((account.capabilities as { transfers: string }).transfers !== "active") {
			throw invalid("Your destination account needs the transfers capability.", {
				code: "insufficient_capabilities_for_transfer",
			});
		}
		const amount = wholeAmount(params);
		this.move(account.id, amount);
		const transfer = this.add("tr", "transfer", {
			amount,
			amount_reversed: 0,
			currency: params.currency,
			destination: account.id,
			metadata: nested(params, "metadata"),
			reversed: false,
			transfer_group: params.transfer_group ?? null,
		});
		this.tell("transfer.created", transfer);
		return transfer;
	}

	listTransfers({ params }: StripeRequest): unknown {
		const { transfer_group } = params;
		const found = this.all("transfer").filter((each) => !transfer_group || each.transfer_group === transfer_group);
		return listOf("/v1/transfers", found, params);
	}

	reverse(transferId: string, params: Params = {}): Thing {
		const transfer = this.get(transferId, "transfer");
		if (transfer.reversed) throw invalid("This transfer is already fully reversed.");
		this.move(String(transfer.destination), -Number(transfer.amount));
		Object.assign(transfer, { reversed: true, amount_reversed: transfer.amount });
		this.tell("transfer.reversed", transfer);
		const { amount, currency } = transfer;
		return this.add("trr", "transfer_reversal", {
			amount,
			currency,
			transfer: transferId,
			metadata: nested(params, "metadata"),
		});
	}

	createPayout({ params, account }: StripeRequest): Thing {
		if (!account) throw invalid("This application needs the Stripe-Account header.");
		if (!this.get(account, "account").payouts_enabled) {
			throw invalid("Cannot create payouts: payouts are disabled on this account.", { code: "payouts_not_allowed" });
		}
		const amount = wholeAmount(params);
		const { data } = this.get(account, "account").external_accounts as { data: { id: string }[] };
		if (params.destination && data.every(({ id }) => id !== params.destination)) {
			throw invalid(`No such external account: '${params.destination}'`, { code: "resource_missing" });
		}
		this.move(account, -amount);
		const payout = this.add("po", "payout", {
			account,
			amount,
			arrival_date: Math.floor(now().getTime() / 1000),
			currency: params.currency,
			destination: params.destination ?? data[0]?.id,
			failure_code: null,
			failure_message: null,
			metadata: nested(params, "metadata"),
			status: "pending",
		});
		this.tell("payout.created", payout, account);
		return payout;
	}

	getPayout(id: string, { account }: StripeRequest): Thing {
		const payout = this.get(id, "payout");
		if (payout.account !== account) throw invalid(`No such payout: '${id}'`, { code: "resource_missing" }, 404);
		return payout;
	}

	listPayouts({ params, account }: StripeRequest): unknown {
		const from = Number(params["created[gte]"] ?? 0);
		const found = this.all("payout").filter((each) => each.account === account && Number(each.created) >= from);
		return listOf("/v1/payouts", found, params);
	}

	/** Stripe pays out to a bank account no more that returned a payout. https://docs.stripe.com/connect/payouts-connected-accounts */
	private closeBankAccount(accountId: string): void {
		const account = this.get(accountId, "account");
		Object.assign(account, { payouts_enabled: false, requirements: { currently_due: ["external_account"] } });
		this.tell("account.updated", account, accountId);
	}

	/** Knows an account that was opened before this server was started. */
	adoptAccount(id: string): void {
		this.things.set(id, { id, object: "account", details_submitted: true });
		this.makeReady(id);
	}

	/** The payee's bank takes a payout, or returns it. */
	endPayout(payoutId: string, failure: string | null): void {
		const payout = this.get(payoutId, "payout");
		const account = String(payout.account);
		const wasPaid = payout.status === "paid";
		const amount = Number(payout.amount);
		if (failure) {
			Object.assign(payout, { status: "failed", failure_code: "account_closed", failure_message: failure });
			this.move(account, amount);
			this.closeBankAccount(account);
		} else payout.status = "paid";
		const moved = failure ? (wasPaid ? -amount : 0) : amount;
		this.paidOut.set(account, (this.paidOut.get(account) ?? 0) + moved);
		this.tell(failure ? "payout.failed" : "payout.paid", payout, account);
	}
}
