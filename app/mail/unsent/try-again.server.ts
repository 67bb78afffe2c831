import { sql, type Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { askForSending, beginAnew, givenUpMails } from "./ask-again.server.ts";

/**
 * Lets a mail be sent again, a job be done again, or all that gave up.
 *
 * @returns how many are tried again.
 * @throws Refusal when it was sent or done meanwhile, is being done now, or when the link in the mail has ended.
 */
export const tryAgain = command({
	name: "mail.try-again",
	input: z.union([z.object({ kind: z.enum(["mail", "job"]), id: z.string() }), z.object({ kind: z.literal("all") })]),
	who: ["administrator"],
	refuses: ["house_refusal_moved_on", "mail_refusal_link_ended", "mail_refusal_nothing_gave_up"],
	once: "by state",
	async run(ctx: CommandContext<AnyActor>, what): Promise<number> {
		return inTransaction(ctx.db, async (trx) => {
			if (what.kind === "mail") return sendMailAgain(trx, ctx, what.id);
			if (what.kind === "job") return doJobAgain(trx, ctx, what.id);
			return tryAllAgain(trx, ctx);
		});
	},
});

async function sendMailAgain(trx: Transaction<Tables>, ctx: CommandContext<AnyActor>, mailId: string): Promise<number> {
	const mail = await trx
		.selectFrom("outboxMail")
		.select(["subject", "template", "secretUntil", "sealedSecret"])
		.where("id", "=", mailId)
		.where("sentAt", "is", null)
		.where("overtakenAt", "is", null)
		.forUpdate()
		.executeTakeFirst();
	if (!mail) throw new Refusal("house_refusal_moved_on");
	if (mail.secretUntil && !mail.sealedSecret) throw new Refusal("mail_refusal_link_ended");
	await askForSending(trx, mailId);
	await appendAudit(trx, ctx, {
		action: "mail.sent-again",
		subject: { kind: "mail", id: mailId, label: mail.subject },
		facts: { template: mail.template },
	});
	return 1;
}

async function doJobAgain(trx: Transaction<Tables>, ctx: CommandContext<AnyActor>, jobId: string): Promise<number> {
	const { rows } = await sql<{ name: string }>`
		select task_identifier as name from graphile_worker.jobs
		where id = ${jobId}::bigint and attempts >= max_attempts and locked_at is null`.execute(trx);
	const [job] = rows;
	if (!job || (await beginAnew(trx, [jobId])) === 0) throw new Refusal("house_refusal_moved_on");
	await appendAudit(trx, ctx, {
		action: "mail.job-tried-again",
		subject: { kind: "job", id: jobId, label: job.name },
	});
	return 1;
}

async function tryAllAgain(trx: Transaction<Tables>, ctx: CommandContext<AnyActor>): Promise<number> {
	const mails = await givenUpMails(trx, null);
	for (const mailId of mails) await askForSending(trx, mailId);
	const { rows } = await sql<{ id: string }>`
		select id::text as id from graphile_worker.jobs
		where attempts >= max_attempts and locked_at is null and task_identifier <> 'mail.send'`.execute(trx);
	const jobs = await beginAnew(
		trx,
		rows.map(({ id }) => id),
	);
	if (mails.length + jobs === 0) throw new Refusal("mail_refusal_nothing_gave_up");
	await appendAudit(trx, ctx, {
		action: "mail.all-tried-again",
		subject: { kind: "mail", id: "all", label: "outbox" },
		facts: { mails: mails.length, jobs },
	});
	return mails.length + jobs;
}
