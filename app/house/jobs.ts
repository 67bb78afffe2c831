import { z } from "zod";
import { peopleChanges } from "#app/kernel/people-changes.ts";

const id = z.uuid();

/**
 * Every job by name, with the shape of its payload; the handlers are in app/jobs, one file a name. Kept apart, so that
 * a room can ask for work without knowing who does it.
 */
export const jobs = {
	"mail.send": z.object({ mailId: id }),
	"identity.mail": z.object({ askedId: id }),
	"identity.reset-asked": z.object({
		email: z.string(),
		/** Null for a browser that the account knows, and for an asking of before carriers were counted here. */
		origin: z.object({ carrier: z.string(), isEarly: z.boolean() }).nullable().default(null),
		askedAt: z.iso.datetime().default("1970-01-01T00:00:00Z"),
	}),
	"identity.notice": z.object({
		id,
		kind: z.enum([
			"password-changed",
			"address-changed",
			"second-factor-on",
			"second-factor-off",
			"phone-changed",
			"codes-made",
			"backup-code-used",
			"new-browser",
		]),
		personId: z.string(),
		at: z.iso.datetime(),
		/** "Chrome, Android", where it matters. */
		browser: z.string().optional(),
		/** Where it goes to, if not to the address in use. */
		to: z.string().optional(),
		/** Backup codes that are still good. */
		left: z.number().int().optional(),
	}),
	/** What was done about a person or their roles; `id` is of the proposal, the grant or the person, `by` of who did it. */
	"people.changed": z.object({
		what: z.enum(peopleChanges),
		id: z.string(),
		by: z.string().nullable(),
		at: z.iso.datetime(),
	}),
	"people.reset-link": z.object({ proposalId: id }),
	"people.remind-factor": z.object({ personId: z.string(), by: z.string(), at: z.iso.datetime() }),
	"people.lapse": z.object({}),
	"application.submitted": z.object({ applicationId: id, submissionId: id }),
	"application.changes-requested": z.object({ applicationId: id, decisionId: id }),
	"application.recommended": z.object({ applicationId: id, decisionId: id }),
	"application.approved": z.object({ applicationId: id, decisionId: id }),
	"application.rejected": z.object({ applicationId: id, decisionId: id }),
	"application.withdrawn": z.object({ applicationId: id }),
	"application.cancelled": z.object({ applicationId: id }),
	"application.completed": z.object({ applicationId: id }),
	"agreement.accepted": z.object({ applicationId: id }),
	/** A provider's link is to be mailed, as it was asked for then. */
	"agreement.ask-provider": z.object({ partyId: id, askedAt: z.iso.datetime() }),
	/** A business named another address of a provider than was known: `before`. */
	"agreement.provider-address-changed": z.object({ partyId: id, at: z.iso.datetime(), before: z.string() }),
	"agreement.mail-code": z.object({ partyId: id, askedAt: z.iso.datetime() }),
	"agreement.provider-declined": z.object({ partyId: id, at: z.iso.datetime() }),
	/** Providers that have not answered for days, to the businesses that wait for them. */
	"agreement.silent-providers": z.object({}),
	"agreement.lapse": z.object({ applicationId: id }),
	"year.close": z.object({ closingId: id }),
	"agreement.remind": z.object({ applicationId: id }),
	"claim.submitted": z.object({ claimId: id }),
	/** The account to which a provider is going to be paid is named, by a claim that was verified or by its correction. */
	"claim.payee-named": z.object({ claimId: id, at: z.iso.datetime() }),
	"claims.ended": z.object({ applicationId: id }),
	"claim.answered": z.object({ claimId: id }),
	"payments.stopped": z.object({ stopId: id }),
	"payments.decided": z.object({ stopId: id }),
	"disbursement.changed": z.object({ disbursementId: id, state: z.string() }),
	"recovery.changed": z.object({ eventId: z.string().regex(/^\d+$/) }),
	"recovery.remind": z.object({}),
	"own-share.settle": z.object({ ownShareId: id }),
	"own-share.taken": z.object({ ownShareId: id, takenTimes: z.int() }),
	"stripe.settle": z.object({ disbursementId: id }),
	"stripe.event": z.object({ eventId: z.string() }),
	/** The form of a provider's account is to be mailed to it, as it was asked for then. */
	"stripe.mail-form": z.object({ stripeId: z.string(), askedAt: z.iso.datetime() }),
	"stripe.reconcile": z.object({}),
	"books.check": z.object({}),
	"work.resume": z.object({}),
	"secrets.forget": z.object({}),
	"files.tidy": z.object({}),
	"message.written": z.object({ messageId: id }),
	"certificate.issue": z.object({ applicationId: id, kind: z.enum(["completion", "funding-decision"]) }),
} satisfies Record<string, z.ZodType>;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]>;

export type JobHandler<Name extends JobName> = (payload: JobPayload<Name>, now: Date) => Promise<void>;
export type JobHandlers = { [Name in JobName]: JobHandler<Name> };
