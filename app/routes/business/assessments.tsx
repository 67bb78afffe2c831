import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { CompletedTable } from "#app/assessment/completed-table.tsx";
import { overviewPage } from "#app/assessment/overview-page.server.ts";
import { StartForm } from "#app/assessment/start-form.tsx";
import { readVisitorToken } from "#app/assessment/visitor-token.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { askedPage } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.assessment_list_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const keeper = { actor: await requireActor(request), token: readVisitorToken(request) };
	return { page: await overviewPage(db, keeper, now(), askedPage(request)), newId: randomUUID() };
}

export default function Assessments() {
	const { page, newId } = useLoaderData<typeof loader>();
	const { unfinished, completed } = page;
	return (
		<>
			<PageTitle lead={m.assessment_list_lead()}>{m.assessment_list_title()}</PageTitle>
			{unfinished ? (
				<Notice tone="yellow" title={m.assessment_list_open_title()}>
					{m.assessment_list_open_text(unfinished)} <Link to="/assess">{m.assessment_list_go_on()}</Link>
				</Notice>
			) : (
				<StartForm newId={newId} again={completed.total > 0} />
			)}
			<div id="results" className="mt-6">
				{completed.total > 0 ? (
					<CompletedTable completed={completed} />
				) : (
					<EmptyState sentence={m.assessment_list_empty()} />
				)}
			</div>
		</>
	);
}
