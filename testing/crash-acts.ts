import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Database } from "#db/connection.server.ts";
import { submissionToRead } from "./as-read.ts";
import { makeAgreed, makeSentBatch, makeVerifiedClaim } from "./make-claim.ts";
import { makeFindings } from "./make-findings.ts";
import { makeProgramme, rulesWith } from "./make-programme.ts";
import { makeSubmittedApplication, takeUp } from "./make-review.ts";
import { makeReadyAtStripe } from "./make-stripe.ts";
import { contextOf, makeAssociation, makeStaff, makeTaxCode } from "./makers.ts";
import { signedIn } from "./signed-in.ts";
import type { StripeStandIn } from "./stripe-stand-in.ts";

/** What a person sends, and what is true of the database once it is done, which is all of it or nothing. */
export type Act = {
	path: string;
	cookie: string;
	form: Record<string, string>;
	/** How often each thing that it does was done: all 1, or all 0. */
	done: () => Promise<Record<string, number>>;
	/** The payment that goes to Stripe, and what is done once Stripe has reported it paid. */
	paymentId?: string;
	paid?: () => Promise<Record<string, number>>;
};

let providers = 60_000;

/** Whoever acts in the tests that kill: enough money, two officers, one reviewer, both rails. */
export class CrashCast {
	private constructor(
		private readonly db: Database,
		private readonly standIn: StripeStandIn,
		private readonly cast: {
			associationId: string;
			reviewer: Actor;
			maker: Actor;
			releaser: Actor;
			byBank: string;
			byStripe: string;
			cookies: { reviewer: string; releaser: string };
		},
	) {}

	static async make(db: Database, standIn: StripeStandIn): Promise<CrashCast> {
		const associationId = await makeAssociation(db);
		const reviewer = await makeStaff(db, "reviewer", associationId);
		const maker = await makeStaff(db, "finance_officer");
		const releaser = await makeStaff(db, "finance_officer");
		const cookies = { reviewer: await signedIn(db, reviewer), releaser: await signedIn(db, releaser) };
		const envelopes = { [associationId]: 40_000_000_000n };
		const budgetDong = 100_000_000_000n;
		// The servers' clock is months ahead of these acts, and must not let an agreement lapse before it is accepted.
		const agreementWorkingDays = 300;
		const ofBank = rulesWith({ payee: "business", agreementWorkingDays });
		const byBank = await makeProgramme({ envelopes, budgetDong, rules: ofBank });
		const rules = rulesWith({ payee: "business", rail: "stripe", agreementWorkingDays });
		const byStripe = await makeProgramme({ envelopes, budgetDong, rules });
		const cast = { associationId, reviewer, maker, releaser, byBank, byStripe, cookies };
		return new CrashCast(db, standIn, cast);
	}

	/** A reviewer approves: the decision, its event, the money reserved, the agreement offered. */
	async approve(): Promise<Act> {
		const { associationId, reviewer, byBank, cookies } = this.cast;
		// Each of a provider of its own: one with many files would have to be looked at, once there are many.
		const provider = { providerName: "Nhà cung cấp riêng", providerTaxCode: makeTaxCode(++providers) };
		const wishes = { programmeId: byBank, associationId, provider };
		const { id, reference } = await makeSubmittedApplication(this.db, wishes);
		await takeUp(contextOf(this.db, reviewer), reference);
		await makeFindings(this.db, reviewer, reference);
		const decisionId = randomUUID();
		const submissionId = await submissionToRead(this.db, reference);
		return {
			path: `/review/${reference}/decision`,
			cookie: cookies.reviewer,
			form: { decisionId, submissionId, kind: "approve", reasons: "" },
			done: () =>
				this.count(sql`
					(select count(*) from application where id = ${id} and state = 'approved') as "application",
					(select count(*) from decision where application_id = ${id}) as "decision",
					(select count(*) from application_event where application_id = ${id} and what = 'approved') as "event",
					(select count(*) from ledger_transfer where key = ${`reserve:${decisionId}`}) as "booking",
					(select count(*) from audit_entry where subject_id = ${id} and action = 'application.approved') as "audit"`),
		};
	}

	private async verifiedClaim(programmeId: string) {
		const { associationId, reviewer } = this.cast;
		const agreed = await makeAgreed(this.db, { programmeId, associationId, reviewer });
		return { ...agreed, claim: await makeVerifiedClaim(this.db, agreed) };
	}

	private async batchOf(claim: string): Promise<string> {
		const ctx = contextOf(this.db, this.cast.maker);
		return createBatch(ctx, { batchId: randomUUID(), claimReferences: [claim] });
	}

	/** A finance officer releases a batch for the bank. */
	async release(): Promise<Act> {
		const { claim } = await this.verifiedClaim(this.cast.byBank);
		return this.releaseOf(await this.batchOf(claim));
	}

	private releaseOf(batch: string): Act {
		return {
			path: `/finance/batches/${batch}/release`,
			cookie: this.cast.cookies.releaser,
			form: {},
			done: () =>
				this.count(sql`
					(select count(*) from payment_batch where reference = ${batch} and released_at is not null) as "batch",
					(select count(*) from audit_entry
						where subject_label = ${batch} and action = 'disbursement.batch-released') as "audit"`),
		};
	}

	/** A finance officer enters that the bank has paid: the payment, the money booked, the application completed. */
	async settle(): Promise<Act> {
		const { maker, releaser, byBank, cookies } = this.cast;
		const { id, claim } = await this.verifiedClaim(byBank);
		const { payments } = await makeSentBatch(this.db, [claim], { maker, releaser });
		const payment = payments[0] ?? "";
		return {
			path: `/finance/payments/${payment}/answer`,
			cookie: cookies.releaser,
			form: { answer: "paid", "on.day": "9", "on.month": "9", "on.year": "2026", said: "" },
			done: () => this.countPaid(id, payment),
		};
	}

	private countPaid(applicationId: string, payment: string) {
		return this.count(sql`
			(select count(*) from disbursement where reference = ${payment} and state = 'paid') as "payment",
			(select count(*) from ledger_transfer join disbursement on key = 'pay:' || disbursement.id
				where reference = ${payment}) as "booking",
			(select count(*) from application where id = ${applicationId} and state = 'completed') as "application",
			(select count(*) from application_event where application_id = ${applicationId} and what = 'paid') as "event",
			(select count(*) from audit_entry where subject_label = ${payment} and action = 'disbursement.paid') as "audit"`);
	}

	/** A finance officer releases a batch that Stripe pays. */
	async payByStripe(): Promise<Act> {
		const { id, owner, claim } = await this.verifiedClaim(this.cast.byStripe);
		await makeReadyAtStripe(this.db, this.standIn, owner, claim);
		const act = this.releaseOf(await this.batchOf(claim));
		const { id: paymentId, reference } = await this.db
			.selectFrom("disbursement")
			.innerJoin("claim", "claim.id", "disbursement.claimId")
			.select(["disbursement.id", "disbursement.reference"])
			.where("claim.reference", "=", claim)
			.executeTakeFirstOrThrow();
		return { ...act, paymentId, paid: () => this.countPaid(id, reference) };
	}

	private async count(counts: ReturnType<typeof sql>): Promise<Record<string, number>> {
		const { rows } = await sql<Record<string, string>>`select ${counts}`.execute(this.db);
		return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([what, count]) => [what, Number(count)]));
	}
}

/** Sends what a person sends, as their browser does. The status, or null where no answer came. */
export async function send(url: string, { path, cookie, form }: Act): Promise<number | null> {
	const headers = { Cookie: cookie, Origin: new URL(url).origin };
	const body = new URLSearchParams(form);
	const asked = fetch(`${url}${path}`, { method: "POST", headers, body, redirect: "manual" });
	return asked.then(
		({ status }) => status,
		() => null,
	);
}
