import type { Role } from "#app/house/access.ts";
import { m } from "#messages/messages.js";

/** The role in words, in the locale of the moment. */
export function roleName(role: Role): string {
	return {
		reviewer: m.house_role_reviewer,
		association_manager: m.house_role_association_manager,
		programme_officer: m.house_role_programme_officer,
		finance_officer: m.house_role_finance_officer,
		auditor: m.house_role_auditor,
		administrator: m.house_role_administrator,
	}[role]();
}
