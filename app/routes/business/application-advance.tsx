import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { advancePage } from "#app/claim/advance/advance-page.server.ts";
import { AdvanceStart } from "#app/claim/advance/advance-start.tsx";
import { startAdvance } from "#app/claim/advance/start-advance.server.ts";
import { startClaimForm } from "#app/claim/claim.forms.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_kind_advance()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const page = orNotFound(await advancePage(db, await requireActor(request), reference));
	return { page, claimId: randomUUID() };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	return submitted(request, startClaimForm, async ({ claimId }) => {
		const claim = await startAdvance(ctx, { claimId, reference });
		return redirect(`/claims/${claim}`, 303);
	});
}

export default function ApplicationAdvance() {
	const { page, claimId } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to={`/applications/${page.reference}/money`}>{m.claim_back_money()}</BackLink>
			<AdvanceStart page={page} claimId={claimId} />
		</>
	);
}
