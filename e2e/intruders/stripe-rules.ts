import { anyone, type Rule } from "./rule.ts";

const ownStripeClaim: Rule = {
	who: ["owner"],
	param: `select c.reference as value from claim c join disbursement d on d.claim_id = c.id and d.rail = 'stripe' order by c.reference limit 1`,
};
const finance: Rule = { who: ["finance officer", "auditor"], post: ["finance officer"] };

/** Who opens what is about payments through Stripe. */
export const stripeRules: Record<string, Rule> = {
	"/claims/:reference/stripe": ownStripeClaim,
	// The form of a provider's account is the provider's, by its mailed link.
	"/claims/:reference/stripe/continue": { ...ownStripeClaim, who: [] },
	"/finance/stripe-accounts/:account": {
		...finance,
		param: "select stripe_id as value from stripe_account order by stripe_id limit 1",
	},
	"/provider-account": anyone,
	// Anybody may knock; only what Stripe has signed is kept.
	"/webhooks/stripe": anyone,
	"/finance/payments/:reference/ask-stripe": {
		who: ["finance officer"],
		param: "select reference as value from disbursement where rail = 'stripe' order by reference limit 1",
	},
};
