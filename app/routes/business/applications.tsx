import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { applicationList } from "#app/application/application-list.server.ts";
import { ApplicationsTable } from "#app/application/applications-table.tsx";
import { db } from "#app/house/database.server.ts";
import { askedPage } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Pagination } from "#app/ui/parts/pagination.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.application_list_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	return { list: await applicationList(db, await requireActor(request), askedPage(request)) };
}

export default function Applications() {
	const { list } = useLoaderData<typeof loader>();
	const { rows, first, total, page, pages } = list;
	if (total === 0) {
		return (
			<>
				<PageTitle lead={m.application_list_lead()}>{m.application_list_title()}</PageTitle>
				<EmptyState sentence={m.application_list_empty()}>
					<Link to="/applications/new">{m.application_list_empty_next()}</Link>
				</EmptyState>
			</>
		);
	}
	return (
		<>
			<PageTitle
				lead={m.application_list_lead()}
				action={<ButtonLink to="/applications/new">{m.application_list_new()}</ButtonLink>}
			>
				{m.application_list_title()}
			</PageTitle>
			<ApplicationsTable rows={rows} />
			{pages > 1 ? (
				<Pagination
					page={page}
					pages={pages}
					hrefFor={(asked) => `?page=${asked}`}
					summary={m.application_list_shown({ first, last: first + rows.length - 1, count: total })}
				/>
			) : null}
		</>
	);
}
