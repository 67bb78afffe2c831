import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MoneyOfApplication } from "#app/disbursement/money/money-of-application.tsx";
import { moneyPage } from "#app/disbursement/money/money-page.server.ts";
import { db } from "#app/house/database.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_money_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	return { page: orNotFound(await moneyPage(db, actor, reference, new Date())) };
}

export default function ApplicationMoney() {
	const { page } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to={`/applications/${page.reference}`}>
				{m.application_status_over({ reference: page.reference })}
			</BackLink>
			<MoneyOfApplication page={page} />
		</>
	);
}
