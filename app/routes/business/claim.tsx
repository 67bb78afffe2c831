import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ClaimPage } from "#app/claim/claim-page.tsx";
import { overOf } from "#app/claim/claim-rows.tsx";
import { requireOwnClaim } from "#app/claim/own-claim.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction<typeof loader> = ({ data, params: { reference = "" } }) => [
	{ title: `${overOf(data?.claim ?? { kind: "costs", reference })} – ${m.house_app_name()}` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
	return requireOwnClaim(request, params.reference);
}

export default function Claim() {
	const { claim, today } = useLoaderData<typeof loader>();
	const { reference } = claim.application;
	return (
		<>
			<BackLink to={`/applications/${reference}/claims/new`}>{m.claim_back_list()}</BackLink>
			<ClaimPage claim={claim} today={today} />
		</>
	);
}
