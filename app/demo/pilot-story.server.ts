import { issueCertificate } from "#app/certificate/issue-certificate.server.ts";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import { confirmHolder, stripeAccountPage } from "#app/disbursement/stripe/confirm-holder.server.ts";
import { preparePayeeAccount } from "#app/disbursement/stripe/open-account.server.ts";
import { settlePayment } from "#app/disbursement/stripe/settle-payment.server.ts";
import { refreshAccount } from "#app/disbursement/stripe/stripe-account.server.ts";
import type { Actor } from "#app/house/access.ts";
import { assert } from "#app/kernel/assert.ts";
import { contextAt } from "./cast.ts";
import type { Desk } from "./finance-story.server.ts";
import { inventedStripe } from "./invented-stripe.server.ts";
import { uuidFrom } from "./random.ts";
import type { Story } from "./theatre.ts";

/** The finance desk of the pilot: its one claim is paid through Stripe as soon as it is due. */
export async function* pilotStory(desk: Desk & { owner: Actor }): Story {
	const { db, calendar, random, officers, payments, owner } = desk;
	const [maker, releaser] = officers;
	let now = yield desk.startsAt;
	while (payments.size === 0) now = yield calendar.later(now, 2, random);
	const [claim = ""] = payments.keys();
	await preparePayeeAccount(contextAt({ db }, owner, now), inventedStripe(now), { reference: claim });
	now = yield calendar.later(now, 1, random);
	const account = await db.selectFrom("stripeAccount").select(["stripeId", "name"]).executeTakeFirstOrThrow();
	const filledIn = inventedStripe(now, account.name);
	await refreshAccount(contextAt({ db }, maker, now), filledIn, account.stripeId);
	const page = await stripeAccountPage(db, maker, account.stripeId);
	assert(page, "the maker is a finance officer");
	await confirmHolder(contextAt({ db }, maker, now), page, filledIn);
	const batchId = uuidFrom(random);
	const reference = await createBatch(contextAt({ db }, maker, now), { batchId, claimReferences: [claim] });
	now = yield calendar.later(now, 0, random);
	await releaseBatch(contextAt({ db }, releaser, now), { reference });
	now = yield calendar.later(now, 1, random);
	const { id, applicationId } = await db
		.selectFrom("disbursement")
		.select(["id", "applicationId"])
		.where("batchId", "=", batchId)
		.executeTakeFirstOrThrow();
	const system = (name: string) => ({ db, actor: { system: name }, now, locale: "vi" as const });
	await settlePayment(system("Stripe"), inventedStripe(now), id);
	await issueCertificate(system("Đòn Bẩy"), { applicationId, kind: "completion" });
}
