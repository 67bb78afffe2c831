import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { belongsTo } from "#app/business/own-business.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { config } from "#app/house/config.server.ts";
import { nextReference } from "#app/house/references.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt, startOfDay, yearOf } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { assertChannel } from "./draft/channel-choices.server.ts";
import { noteEvent } from "./move-application.server.ts";
import { lockApplicant, ownApplications } from "./visible-applications.server.ts";

/**
 * Opens a draft for the actor's business, with its reference number. The same `applicationId` opens one draft.
 *
 * @throws Refusal when the programme takes no applications today, or not through that association, or the business has as
 * many open drafts for it as it may, or has started as many on that day as it may; NotFound for a business that is
 * not the actor's.
 */
export const startApplication = command({
	name: "application.start",
	input: z.object({
		applicationId: z.uuid(),
		businessId: z.uuid(),
		programmeId: z.string(),
		associationId: z.string(),
	}),
	who: "person",
	refuses: [
		"application_refusal_association_closed",
		"application_refusal_many_drafts",
		"application_refusal_many_started",
		"application_refusal_programme_closed",
		"house_refusal_moved_on",
	],
	once: ({ applicationId }) => applicationId,
	async run(ctx: CommandContext, input): Promise<string> {
		const today = plainDateAt(ctx.now);
		return inTransaction(ctx.db, async (trx) => {
			const { applicationId, ...channel } = input;
			orNotFound((await belongsTo(trx, ctx.actor.personId, input.businessId)) || null);
			await lockApplicant(trx, input.businessId);
			const before = await ownApplications(trx, ctx.actor)
				.select("reference")
				.where("id", "=", applicationId)
				.executeTakeFirst();
			if (before) return before.reference;
			await assertChannel(trx, input, today);
			await assertFewDrafts(trx, input);
			await assertFewStarted(trx, { businessId: input.businessId, now: ctx.now });
			const reference = await nextReference(trx, "HS", yearOf(today));
			await trx
				.insertInto("application")
				.values({
					id: applicationId,
					...channel,
					reference,
					state: "draft",
					createdAt: ctx.now,
					createdBy: ctx.actor.personId,
					savedAt: ctx.now,
				})
				.execute();
			await noteEvent(trx, ctx, { applicationId, what: "started", side: "business" });
			await appendAudit(trx, ctx, {
				action: "application.started",
				subject: { kind: "application", id: applicationId, label: reference },
				facts: channel,
			});
			return reference;
		});
	},
});

/** Drafts that were never submitted; the lock on the applicant lets those of one business come one after the other. */
async function assertFewDrafts(
	trx: Transaction<Tables>,
	{ businessId, programmeId }: { businessId: string; programmeId: string },
): Promise<void> {
	const { drafts } = await trx
		.selectFrom("application")
		.select((eb) => eb.fn.countAll<bigint>().as("drafts"))
		.where("businessId", "=", businessId)
		.where("programmeId", "=", programmeId)
		.where("state", "=", "draft")
		.executeTakeFirstOrThrow();
	const most = config.OPEN_DRAFTS;
	if (Number(drafts) >= most) throw new Refusal("application_refusal_many_drafts", { most });
}

/** Each takes a number of the year, also one that is discarded at once. */
const STARTED_A_DAY = 40;

async function assertFewStarted(
	trx: Transaction<Tables>,
	{ businessId, now }: { businessId: string; now: Date },
): Promise<void> {
	const { started } = await trx
		.selectFrom("application")
		.select((eb) => eb.fn.countAll<bigint>().as("started"))
		.where("businessId", "=", businessId)
		.where("createdAt", ">=", startOfDay(plainDateAt(now)))
		.executeTakeFirstOrThrow();
	if (Number(started) >= STARTED_A_DAY) {
		throw new Refusal("application_refusal_many_started", { most: STARTED_A_DAY });
	}
}
