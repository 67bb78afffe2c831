import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Receipt } from "#app/application/receipt/receipt.tsx";
import { statusPage } from "#app/application/status-page.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.application_receipt_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const page = orNotFound(await statusPage(db, actor, reference, now()));
	return { page: { ...page, submitted: orNotFound(page.submitted) }, email: actor.email };
}

export default function ApplicationReceipt() {
	const { page, email } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to="/applications">{m.application_back_list()}</BackLink>
			<Receipt page={page} email={email} />
		</>
	);
}
