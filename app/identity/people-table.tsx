import { Link } from "@remix-run/react";
import { Check, CircleDashed } from "lucide-react";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { m } from "#messages/messages.js";
import type { PersonWithRoles, RoleHeld } from "./people-page.server.ts";
import { roleName } from "./role-name.ts";

type Props = {
	people: readonly PersonWithRoles[];
	/** The asking administrator, whose own roles are changed by somebody else. */
	ownId: string;
	/** Names of associations by id. */
	scopes: ReadonlyMap<string, string>;
};

/** "Người xét, Hội Tin học". */
export function roleHeldInWords(
	{ role, scopeId }: Pick<RoleHeld, "role" | "scopeId">,
	scopes: Props["scopes"],
): string {
	return scopeId === ""
		? roleName(role)
		: m.people_role_for({ role: roleName(role), scope: scopes.get(scopeId) ?? scopeId });
}

/** People with their roles, and whether they have set up their second factor. */
export function PeopleTable({ people, ownId, scopes }: Props) {
	const columns: Column<PersonWithRoles>[] = [
		{
			key: "person",
			head: m.people_person(),
			rowHead: true,
			cell: (person) => (
				<>
					{person.name}
					<span className="cell-sub">{person.email}</span>
				</>
			),
		},
		{
			key: "roles",
			head: m.people_roles(),
			cell: (person) => <Roles person={person} own={person.id === ownId} scopes={scopes} />,
		},
		{
			key: "second-factor",
			head: m.people_second_factor(),
			cell: (person) =>
				person.secondFactor ? (
					<Tag tone="green" icon={Check}>
						{m.people_second_factor_on()}
					</Tag>
				) : (
					<Tag tone={person.roles.length > 0 ? "yellow" : "outline"} icon={CircleDashed}>
						{m.people_second_factor_off()}
					</Tag>
				),
		},
	];
	return (
		<DataTable
			caption={m.people_caption()}
			captionHidden
			columns={columns}
			rows={people}
			rowKey={(person) => person.id}
		/>
	);
}

function Roles({ person, own, scopes }: { person: PersonWithRoles; own: boolean; scopes: Props["scopes"] }) {
	if (person.roles.length === 0) return m.people_no_role();
	return (
		<ul>
			{person.roles.map((held) => {
				const words = roleHeldInWords(held, scopes);
				return (
					<li key={held.grantId} className="flex flex-wrap justify-between gap-x-4">
						{words}
						{own ? null : (
							<Link to={`/admin/people/${held.grantId}/revoke`}>
								{m.people_revoke()}
								<span className="sr-only"> {`${words}, ${person.name}`}</span>
							</Link>
						)}
					</li>
				);
			})}
			{own ? <li className="cell-sub">{m.people_own_roles()}</li> : null}
		</ul>
	);
}
