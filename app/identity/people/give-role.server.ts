import { randomUUID } from "node:crypto";
import type { Role } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { isGuardedRole } from "../roles/roles.rules.ts";
import { grantRole } from "./grant-role.server.ts";
import { proposeRole } from "./propose-role.server.ts";

export type RoleToGive = {
	email: string;
	role: Role;
	scopeId: string;
	unit: string;
	basis: string;
	/** Made by the form: the same id is proposed once. */
	proposalId?: string;
};

/** Gives a role at once, or proposes it where two administrators are needed; returns which of the two it was. */
export async function giveRole(ctx: CommandContext, input: RoleToGive): Promise<"granted" | "proposed"> {
	const { email, role, scopeId, unit, basis, proposalId = randomUUID() } = input;
	if (isGuardedRole(role)) {
		await proposeRole(ctx, { proposalId, email, role, basis, unit });
		return "proposed";
	}
	await grantRole(ctx, { email, role, scopeId, unit });
	return "granted";
}
