import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MoneyOverview } from "#app/disbursement/money/money-overview.tsx";
import { moneyPages } from "#app/disbursement/money/money-page.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_money_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	return { pages: await moneyPages(db, await requireActor(request), new Date()) };
}

export default function Money() {
	return <MoneyOverview {...useLoaderData<typeof loader>()} />;
}
