import {
	FORM_LINK_DAYS,
	formLinkEnds,
	makeFormLink,
	unsafeFormToMail,
} from "#app/disbursement/stripe/payee-form.server.ts";
import { reconcileWithStripe } from "#app/disbursement/stripe/reconcile.server.ts";
import { stripeClient } from "#app/disbursement/stripe-api/client.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { log } from "#app/house/log.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { SECRET_PLACE } from "#app/mail/mail-secret.server.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { inTransaction } from "#db/transaction.server.ts";

/** Every night, where Stripe is set up. What it did not answer is asked again the next night, and on the finance desk. */
export const reconcileNightly: JobHandler<"stripe.reconcile"> = async (_payload, now) => {
	const stripe = stripeClient();
	if (!stripe) return;
	const { asked, unanswered } = await reconcileWithStripe(systemContext("Stripe", now), undefined, stripe);
	if (unanswered > 0) log.error({ asked, unanswered }, "Stripe did not answer for every payment");
	else log.info({ asked }, "reconciled with Stripe");
};

/** The link to Stripe's form, to the provider whose account it is. */
export const mailProviderForm: JobHandler<"stripe.mail-form"> = async ({ stripeId, askedAt }, now) => {
	const { name, taxCode, formEmail: to, formLocale, customerName: business } = await unsafeFormToMail(db, stripeId);
	assert(to && formLocale, `the form of ${stripeId} was asked for`);
	await inTransaction(db, async (trx) => {
		const secret = await makeFormLink(trx, { stripeId, askedAt: new Date(askedAt) });
		if (secret === null) return;
		await writeMail(trx, {
			key: `stripe.mail-form:${stripeId}:${askedAt}`,
			to,
			locale: formLocale as Locale,
			name: "provider-account",
			props: {
				...{ name, provider: name, taxCode, business, days: FORM_LINK_DAYS },
				url: `${publicUrl()}/provider-account?token=${SECRET_PLACE}`,
			},
			secret,
			secretUntil: formLinkEnds(new Date(askedAt)),
			now,
		});
	});
};
