import { z } from "zod";
import { choice, email } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
import { associationRoles, cityRoles, isAssociationRole } from "./people.access.ts";

/**
 * To whom which role is given, and for which association. This room does not know associations, so their ids are told.
 */
export function grantRoleForm(associationIds: readonly string[]) {
	return z
		.object({
			email: email(),
			role: choice([...associationRoles, ...cityRoles]),
			association: choice(["", ...associationIds]).default(""),
		})
		.refine(({ role, association }) => isAssociationRole(role) === (association !== ""), {
			path: ["association"],
			error: ({ input }) =>
				(input as { association: string }).association === ""
					? m.people_association_needed()
					: m.people_association_not_needed(),
		});
}
