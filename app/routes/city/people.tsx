import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { associationName } from "#app/association/association-name.ts";
import { listAssociations } from "#app/association/associations.server.ts";
import { FilterForm, FilterText } from "#app/form/filter-form.tsx";
import { commandContext } from "#app/house/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { askedPage, submitted } from "#app/house/http.server.ts";
import { grantRole } from "#app/identity/grant-role.server.ts";
import { GrantRoleForm } from "#app/identity/grant-role-form.tsx";
import { grantRoleForm } from "#app/identity/people.forms.ts";
import { unsafePeoplePage } from "#app/identity/people-page.server.ts";
import { PeopleTable } from "#app/identity/people-table.tsx";
import { requireStaff } from "#app/identity/session.server.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.people_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "administrator");
	const search = new URL(request.url).searchParams.get("search")?.trim().slice(0, 100) ?? "";
	const [found, associations] = await Promise.all([
		unsafePeoplePage(db, search, askedPage(request)),
		listAssociations(db),
	]);
	return { found, search, associations, ownId: actor.personId };
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireStaff(request, "administrator");
	const associations = await listAssociations(db);
	return submitted(request, grantRoleForm(associations.map(({ id }) => id)), async (input) => {
		const { email, role, association: scopeId } = input;
		await grantRole(commandContext(actor), { email, role, scopeId });
		return redirect(`/admin/people?search=${encodeURIComponent(email)}&done=granted`, 303);
	});
}

export default function People() {
	const { found, search, associations, ownId } = useLoaderData<typeof loader>();
	const [query] = useSearchParams();
	const locale = getLocale();
	const scopes = associations.map((association) => ({
		value: association.id,
		label: associationName(association, locale),
	}));
	const { people, count, page, pages, first } = found;
	const summary = m.people_rows({ from: first, to: first + people.length - 1, count: formatNumber(count, locale) });
	const done = query.get("done");
	return (
		<>
			<PageTitle lead={m.people_lead()}>{m.people_title()}</PageTitle>
			<div className="grid gap-4">
				{done === "granted" ? <Notice tone="green">{m.people_granted()}</Notice> : null}
				{done === "revoked" ? <Notice tone="green">{m.people_revoked()}</Notice> : null}
				<Panel title={m.people_grant_title()} sub={m.people_grant_sub()}>
					<GrantRoleForm scopes={scopes} saved={{ email: search.includes("@") ? search : "" }} />
				</Panel>
				<Panel title={search === "" ? m.people_staff_title() : m.people_found_title({ search })}>
					<FilterForm label={m.people_search()} clearHref="/admin/people">
						<FilterText name="search" label={m.people_search()} given={search} />
					</FilterForm>
					{people.length === 0 ? (
						<EmptyState sentence={m.people_none()} />
					) : (
						<div className="mt-5">
							<PeopleTable
								people={people}
								ownId={ownId}
								scopes={new Map(scopes.map(({ value, label }) => [value, label]))}
							/>
							<Pagination
								page={page}
								pages={pages}
								hrefFor={(to) => `?search=${encodeURIComponent(search)}&page=${to}`}
								summary={summary}
							/>
						</div>
					)}
				</Panel>
			</div>
		</>
	);
}
