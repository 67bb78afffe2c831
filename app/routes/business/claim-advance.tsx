import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { advanceForm } from "#app/claim/advance/advance.forms.ts";
import { advanceFaults } from "#app/claim/advance/advance-faults.ts";
import { AdvanceForm } from "#app/claim/advance/advance-form.tsx";
import { saveAdvance } from "#app/claim/advance/save-advance.server.ts";
import { requireOwnClaim } from "#app/claim/own-claim.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { attempt, invalid, readPosted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_advance_part()} – ${m.house_app_name()}` }];

/** Also after a refusal: the page then carries the draft's new version, with which saving again wins. */
export const shouldRevalidate = () => true;

export async function loader({ request, params }: LoaderFunctionArgs) {
	const { claim } = await requireOwnClaim(request, params.reference);
	orNotFound(claim.advance);
	return { claim };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const typed = await readPosted(request, advanceForm);
	if (!typed.ok) return invalid(typed);
	return attempt(typed, async () => {
		await saveAdvance(ctx, { reference, ...typed.data });
		const { claim } = await requireOwnClaim(request, reference);
		const fieldErrors = advanceFaults(claim);
		if (Object.keys(fieldErrors).length > 0) return invalid({ ok: false, fieldErrors, given: typed.given });
		return redirect(`/claims/${reference}`, 303);
	});
}

export default function ClaimAdvance() {
	const { claim } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to={`/claims/${claim.reference}`}>{m.claim_over_advance({ reference: claim.reference })}</BackLink>
			<AdvanceForm claim={claim} />
		</>
	);
}
