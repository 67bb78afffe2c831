import type { Kysely } from "kysely";
import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockOwnNotice } from "./answer-notice.server.ts";
import { lastPlan, writePlan } from "./plans.server.ts";
import { receivedOf, tellStep } from "./recoveries.server.ts";
import { canPlan } from "./recovery.access.ts";
import { monthlyInstalments, mostInstalments } from "./recovery.rules.ts";

/** In how many parts the programme, under the version that the application was judged by, lets money be paid back. */
export async function instalmentsSetting(db: Kysely<Tables>, applicationId: string): Promise<number> {
	const { versionId } = await db
		.selectFrom("application")
		.innerJoin("submission", "submission.id", "application.submissionId")
		.select("submission.programmeVersionId as versionId")
		.where("application.id", "=", applicationId)
		.executeTakeFirstOrThrow();
	return (await programmeUnderVersion(db, versionId)).rules.settings.recoveryInstalmentsMost;
}

/**
 * The business chooses to pay back in monthly parts, the first on the day of the notice. Chosen once; the same `planId`
 * is one choice.
 *
 * @throws Refusal without the right to bind the business, for more parts than the programme allows, once the day has
 * passed or parts were chosen; NotFound for a notice that is not theirs.
 */
export const chooseInstalments = command({
	name: "recovery.choose-instalments",
	input: z.object({ planId: z.uuid(), application: z.string(), reference: z.string(), count: z.number() }),
	who: "person",
	refuses: [
		"house_refusal_moved_on",
		"recovery_refusal_count",
		"recovery_refusal_in_one",
		"recovery_refusal_plan_late",
		"recovery_refusal_planned",
		"recovery_refusal_right_to_bind",
	],
	once: ({ planId }) => planId,
	async run(ctx: CommandContext, input) {
		await inTransaction(ctx.db, async (trx) => {
			const { application, recovery, membership } = await lockOwnNotice(trx, ctx, input);
			const before = await trx
				.selectFrom("recoveryPlan")
				.select("id")
				.where("id", "=", input.planId)
				.executeTakeFirst();
			if (before) return;
			const receivedDong = await receivedOf(trx, recovery.id);
			const leftDong = recovery.amountDong - receivedDong;
			const most = mostInstalments(await instalmentsSetting(trx, application.id), leftDong);
			const planned = (await lastPlan(trx, recovery.id)) !== null;
			assertAllowed(canPlan({ ...recovery, membership, most, planned, today: plainDateAt(ctx.now) }));
			if (input.count < 2 || input.count > most) {
				throw new Refusal("recovery_refusal_count", { most }, { field: "count" });
			}
			const instalments = monthlyInstalments(leftDong, input.count, recovery.dueOn);
			await writePlan(trx, ctx, { id: input.planId, recoveryId: recovery.id, number: 1, receivedDong, instalments });
			await tellStep(trx, ctx, recovery, {
				what: "planned",
				facts: {
					instalments: input.count,
					amountDong: leftDong,
					dueOn: recovery.dueOn,
					lastOn: instalments.at(-1)?.dueOn ?? recovery.dueOn,
				},
			});
		});
	},
});
