import { z } from "zod";
import { choice, email, hiddenId, optionalText } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
import { associationRoles, cityRoles, isAssociationRole, isGuardedRole } from "./roles.rules.ts";

/**
 * To whom which role is given, for which association, and on which document a role rests that moves money or rights. This
 * room does not know associations, so their ids are told.
 */
export function grantRoleForm(associationIds: readonly string[]) {
	return z
		.object({
			proposalId: hiddenId().optional(),
			email: email(),
			unit: optionalText(120),
			role: choice([...associationRoles, ...cityRoles]),
			association: choice(["", ...associationIds], m.people_association_needed).default(""),
			basis: optionalText(200),
		})
		.refine(({ role, association }) => isAssociationRole(role) === (association !== ""), {
			path: ["association"],
			error: ({ input }) =>
				(input as { association: string }).association === ""
					? m.people_association_needed()
					: m.people_association_not_needed(),
		})
		.refine(({ role, basis }) => !isGuardedRole(role) || basis !== "", {
			path: ["basis"],
			error: () => m.people_basis_needed(),
		});
}
