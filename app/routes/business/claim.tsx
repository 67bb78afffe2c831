import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ownDoorsIn } from "#app/case-file/doors.server.ts";
import { ClaimPage } from "#app/claim/claim-page.tsx";
import { overOf } from "#app/claim/claim-rows.tsx";
import { requireOwnClaim } from "#app/claim/own-claim.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import type { ShownTurn } from "#app/turn/known-files.server.ts";
import { ownFiles } from "#app/turn/own-files.server.ts";
import { leadOf, TurnsNow } from "#app/turn/turns-of-application.tsx";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction<typeof loader> = ({ data, params: { reference = "" } }) => [
	{ title: `${overOf(data?.claim ?? { kind: "costs", reference })} – ${m.house_app_name()}` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const own = await requireOwnClaim(request, params.reference);
	const actor = await requireActor(request);
	const [file] = await ownFiles(db, actor, now(), own.claim.application.reference);
	const isAbout = ({ subject }: ShownTurn) => subject === own.claim.reference;
	const turns = { mine: file?.mine.filter(isAbout) ?? [], waiting: file?.waiting.filter(isAbout) ?? [] };
	return { ...own, ...turns, doors: await ownDoorsIn(db, actor, own.claim) };
}

export default function Claim() {
	const { claim, today, mine, waiting } = useLoaderData<typeof loader>();
	const { reference } = claim.application;
	return (
		<>
			<BackLink to={`/applications/${reference}/claims/new`}>{m.claim_back_list()}</BackLink>
			<ClaimPage claim={claim} today={today} lead={leadOf(waiting[0], { mine })}>
				{mine.length > 0 ? <TurnsNow mine={mine} waiting={waiting} /> : null}
			</ClaimPage>
		</>
	);
}
