import { z } from "zod";
import { choice, optionalText } from "#app/form/fields.ts";
import { associationRoles, cityRoles } from "../roles/roles.rules.ts";

export const peopleTabs = ["all", "money", "waiting", "no-factor", "suspended"] as const;
export type PeopleTab = (typeof peopleTabs)[number];

/** What the address of the people page asks for; what it does not know is left open. */
export const peopleFilterForm = z.object({
	search: optionalText(100).catch(""),
	role: choice(["", ...associationRoles, ...cityRoles]).catch(""),
	tab: choice(peopleTabs).catch("all"),
});

export type PeopleFilter = z.output<typeof peopleFilterForm>;

/** The address of the page with that filter, for tabs and pages. */
export function peopleHref({ search, role, tab }: PeopleFilter, page?: number): string {
	const query = new URLSearchParams();
	if (search !== "") query.set("search", search);
	if (role !== "") query.set("role", role);
	if (tab !== "all") query.set("tab", tab);
	if (page !== undefined && page > 1) query.set("page", String(page));
	const text = query.toString();
	return text === "" ? "/admin/people" : `/admin/people?${text}`;
}
