import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { db } from "#app/house/database.server.ts";
import { HistoryTable } from "#app/identity/account/history-table.tsx";
import { signInHistory } from "#app/identity/account/sign-in-history.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_history_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const { personId } = await requireActor(request);
	return { entries: await signInHistory(db, personId) };
}

export default function History() {
	const { entries } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to="/account">{m.account_page()}</BackLink>
			<PageTitle lead={m.account_history_lead()}>{m.account_history_title()}</PageTitle>
			{entries.length === 0 ? <p>{m.account_history_empty()}</p> : <HistoryTable entries={entries} />}
		</>
	);
}
