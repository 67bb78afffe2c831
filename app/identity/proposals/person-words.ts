import type { Role } from "#app/house/access.ts";
import { formatDate, formatDateTime, formatTime, plainDateAt } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { roleName } from "../roles/role-name.ts";
import type { ProposalKind } from "./proposal.access.ts";

/** Names of associations by id. */
export type Scopes = ReadonlyMap<string, string>;

/** "Người xét, Hội Tin học". */
export function roleHeldInWords({ role, scopeId }: { role: Role; scopeId: string }, scopes: Scopes): string {
	return scopeId === ""
		? roleName(role)
		: m.people_role_for({ role: roleName(role), scope: scopes.get(scopeId) ?? scopeId });
}

/** What a proposal asks for: "Giao vai trò Kế toán chi". */
export function proposalInWords({ kind, role }: { kind: ProposalKind; role: Role | null }): string {
	if (kind === "reset-factor") return m.people_proposal_reset();
	return role === null ? m.people_proposal_reopen() : m.people_proposal_role({ role: roleName(role) });
}

/** "8:11, 23/11/2026", of today "8:11 hôm nay". */
export function momentInWords(at: Date, now: Date): string {
	const locale = getLocale();
	if (plainDateAt(at) === plainDateAt(now)) return m.people_today_at({ time: formatTime(at) });
	return formatDateTime(at, locale);
}

/** The last day, without its hour: "30/11/2026". */
export function dayInWords(at: Date): string {
	return formatDate(at, getLocale());
}
