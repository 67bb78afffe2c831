import type { Role } from "#app/house/access.ts";
import { addDays, endOfDay, type PlainDate, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import { addWorkingDays, type Holidays } from "#app/kernel/working-days.ts";

/** Roles that are held for one association; the others are held for the city. */
export const associationRoles = ["reviewer", "association_manager"] as const satisfies readonly Role[];

export const cityRoles = [
	"programme_officer",
	"finance_officer",
	"auditor",
	"administrator",
] as const satisfies readonly Role[];

/** Roles that move money: the one pays, the other moves budgets. */
export const moneyRoles = ["programme_officer", "finance_officer"] as const satisfies readonly Role[];

/** Roles that move money or rights: two administrators give them. */
export const guardedRoles = [...moneyRoles, "administrator"] as const satisfies readonly Role[];

export type GuardedRole = (typeof guardedRoles)[number];

export function isAssociationRole(role: Role): boolean {
	return associationRoles.some((each) => each === role);
}

export function isMoneyRole(role: Role): boolean {
	return moneyRoles.some((each) => each === role);
}

export function isGuardedRole(role: Role): role is GuardedRole {
	return guardedRoles.some((each) => each === role);
}

/** An administrator holds no other role: who gives rights uses none of them. */
export function excludesEachOther(one: Role, other: Role): boolean {
	return (one === "administrator") !== (other === "administrator");
}

const HOUR_MS = 3_600_000;
const OFFICE_OPENS_AT_HOUR = 8;

/** When what is confirmed now holds: at 8:00 of the working day that is so many after today. */
export function effectiveFrom(now: Date, workingDays: number, holidays: Holidays): Date {
	return officeOpens(addWorkingDays(plainDateAt(now), workingDays, holidays));
}

/** The last moment of a proposal that is made now: the end of the working day that is so many after today. */
export function lapsesAt(now: Date, workingDays: number, holidays: Holidays): Date {
	return endOfDay(addWorkingDays(plainDateAt(now), workingDays, holidays));
}

/** From when a role that holds from `effectiveAt` lets its holder be the second person of an act on money. */
export function confirmsFrom(effectiveAt: Date, days: number): Date {
	return new Date(officeOpens(addDays(plainDateAt(effectiveAt), days)));
}

function officeOpens(day: PlainDate): Date {
	return new Date(startOfDay(day).getTime() + OFFICE_OPENS_AT_HOUR * HOUR_MS);
}

/** Whether an address belongs to one of the domains themselves, not to one below them; to any where none is named. */
export function isOfDomain(email: string, domains: readonly string[]): boolean {
	const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
	return domains.length === 0 || domains.includes(domain);
}
