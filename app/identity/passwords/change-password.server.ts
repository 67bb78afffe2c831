import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { countTryInside } from "../limits.server.ts";
import { personsToSignIn } from "../person-to-sign-in.server.ts";
import { checked } from "../sign-in.server.ts";
import { assertStrong } from "../sign-up.server.ts";
import { hashPassword, isPassword } from "./hash-queue.server.ts";
import { setPassword } from "./set-password.server.ts";

/**
 * Gives a person a new password. Their other sessions end, links for a new password die, and a mail tells them.
 *
 * @throws Refusal when the present one is wrong or the new one no good, after too many tries, or when the password was
 * changed elsewhere at the same time.
 */
export const changePassword = command({
	name: "account.change-password",
	input: z.object({ currentPassword: z.string(), password: z.string(), sessionId: z.string() }),
	who: "person",
	refuses: [
		"account_refusal_same_password",
		"account_refusal_wrong_password",
		"house_refusal_moved_on",
		"house_refusal_too_many_tries",
		"identity_refusal_busy",
		"identity_refusal_weak_password",
	],
	once: "by state",
	async run(ctx: CommandContext, { currentPassword, password, sessionId }) {
		const { personId, name, email } = ctx.actor;
		const person = await personsToSignIn(ctx.db).where("person.id", "=", personId).executeTakeFirst();
		const counted = await countTryInside("password", sessionId, { id: personId, name });
		if (!(await checked(counted, () => isPassword(email, person?.password ?? null, currentPassword)))) {
			await counted.wrong();
			throw new Refusal("account_refusal_wrong_password", {}, { field: "currentPassword" });
		}
		await counted.right();
		if (currentPassword === password) throw new Refusal("account_refusal_same_password", {}, { field: "password" });
		assertStrong(password, [name, email]);
		const hash = await hashPassword(email, password);
		await inTransaction(ctx.db, async (trx) => {
			const still = await personsToSignIn(trx).where("person.id", "=", personId).forUpdate().executeTakeFirst();
			// Between the comparison and here somebody else may have changed it.
			if (still?.password !== person?.password) throw new Refusal("house_refusal_moved_on");
			await setPassword(trx, ctx, { hash, exceptSessionId: sessionId, because: "password-changed" });
		});
	},
});
