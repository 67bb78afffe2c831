import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { startClaimForm } from "#app/claim/claim.forms.ts";
import { ClaimsOfApplication } from "#app/claim/claims-of-application.tsx";
import { claimsPage } from "#app/claim/claims-page.server.ts";
import { startClaim } from "#app/claim/start-claim.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_new_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const page = orNotFound(await claimsPage(db, await requireActor(request), reference));
	return { page, claimId: randomUUID() };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	return submitted(request, startClaimForm, async ({ claimId }) => {
		const claim = await startClaim(ctx, { claimId, reference });
		return redirect(`/claims/${claim}`, 303);
	});
}

export default function ClaimsNew() {
	const { page, claimId } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to={`/applications/${page.reference}`}>
				{m.claim_back_application({ reference: page.reference })}
			</BackLink>
			<ClaimsOfApplication page={page} claimId={claimId} />
		</>
	);
}
