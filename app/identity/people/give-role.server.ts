import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { associationRoles, cityRoles, isGuardedRole } from "../roles/roles.rules.ts";
import { grantRole } from "./grant-role.server.ts";
import { proposeRole } from "./propose-role.server.ts";

/** Gives a role at once, or proposes it where two administrators are needed; returns which of the two it was. */
export const giveRole = command({
	name: "people.give-role",
	input: z.object({
		email: z.string(),
		role: z.enum([...associationRoles, ...cityRoles]),
		scopeId: z.string(),
		unit: z.string(),
		basis: z.string(),
		/** Made by the form: the same id is proposed once. */
		proposalId: z.uuid().optional(),
	}),
	who: ["administrator"],
	refuses: [
		"people_refusal_apart",
		"people_refusal_by_two",
		"people_refusal_mail_domain",
		"people_refusal_no_account",
		"people_refusal_own_roles",
		"people_refusal_role_held",
		"people_refusal_suspended",
		"people_refusal_two_administrators",
	],
	once: "by state",
	async run(ctx: CommandContext, input): Promise<"granted" | "proposed"> {
		const { email, role, scopeId, unit, basis, proposalId = randomUUID() } = input;
		if (isGuardedRole(role)) {
			await proposeRole(ctx, { proposalId, email, role, basis, unit });
			return "proposed";
		}
		await grantRole(ctx, { email, role, scopeId, unit });
		return "granted";
	},
});
