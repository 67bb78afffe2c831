import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submitClaimForm } from "#app/claim/claim.forms.ts";
import { overOf } from "#app/claim/claim-rows.tsx";
import { ClaimCheck } from "#app/claim/draft/claim-check.tsx";
import { requireOwnClaim } from "#app/claim/own-claim.server.ts";
import { submitClaim } from "#app/claim/submit-claim.server.ts";
import { settleBeforeClaim } from "#app/disbursement/own-share/settle-own-share.server.ts";
import { stripeClient } from "#app/disbursement/stripe-api/client.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_check_title()} – ${m.house_app_name()}` }];

/** Also after a refusal: what another window changed is shown before it is submitted. */
export const shouldRevalidate = () => true;

export async function loader({ request, params }: LoaderFunctionArgs) {
	return requireOwnClaim(request, params.reference);
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	return submitted(request, submitClaimForm, async ({ draftVersion }) => {
		await settleBeforeClaim(ctx, stripeClient(), { claim: reference });
		await submitClaim(ctx, { reference, draftVersion });
		return redirect(`/claims/${reference}`, 303);
	});
}

export default function ClaimSubmit() {
	const { claim, today } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to={`/claims/${claim.reference}`}>{overOf(claim)}</BackLink>
			<ClaimCheck claim={claim} today={today} />
		</>
	);
}
