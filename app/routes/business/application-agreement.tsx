import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { acceptAgreement } from "#app/agreement/accept-agreement.server.ts";
import { acceptForm } from "#app/agreement/agreement.forms.ts";
import { agreementPage } from "#app/agreement/agreement-page.server.ts";
import { AgreementScreen } from "#app/agreement/agreement-screen.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor, requireRecent } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { ownFiles } from "#app/turn/own-files.server.ts";
import { TurnsNow } from "#app/turn/turns-of-application.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.agreement_over()} ${params.reference} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const at = now();
	const page = orNotFound(await agreementPage(db, actor, reference, at));
	// Until it is in force the page itself says whom it waits for, and holds what the reader can do.
	const [file] = page.terms.inForceAt ? await ownFiles(db, actor, at, reference) : [];
	return { page, turns: file ? { mine: file.mine, waiting: file.waiting } : null };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	await requireRecent(request);
	return submitted(request, acceptForm, async ({ decisionId, position, providers }) => {
		await acceptAgreement(commandContext(actor), { reference, decisionId, position, providers });
		return redirect(`/applications/${reference}/agreement`, 303);
	});
}

export default function ApplicationAgreement() {
	const { page, turns } = useLoaderData<typeof loader>();
	return <AgreementScreen page={page}>{turns ? <TurnsNow {...turns} /> : null}</AgreementScreen>;
}
