import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { recordOpening } from "#app/audit/record-read.server.ts";
import { RightsPanel, TurnPanel } from "#app/case-file/reader-panels.tsx";
import { readingOfClaim } from "#app/case-file/reading.server.ts";
import { turnOfClaim } from "#app/case-file/whose-turn.ts";
import { claimOnDesk } from "#app/claim/desk/claim-desk.server.ts";
import { ClaimDesk } from "#app/claim/desk/claim-desk.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { fileRoles } from "#app/review/review.access.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [{ title: `${params.reference} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...fileRoles);
	const at = now();
	const claim = orNotFound(await claimOnDesk(db, actor, { reference, now: at }));
	if (claim.access === "undeclared") throw redirect(`/review/${claim.application}/declaration`);
	if (claim.access === "locked") return { claim, reading: null };
	const reading = await readingOfClaim(db, actor, claim, at);
	if (reading) await recordOpening(commandContext(actor), request, { kind: "claim", id: claim.id, label: reference });
	return { claim, reading };
}

export default function Claim() {
	const { claim, reading } = useLoaderData<typeof loader>();
	if (claim.access === "locked" || !reading) return <ClaimDesk claim={claim} />;
	const { state, application } = claim;
	const due = reading.turn?.kind === "pay";
	return (
		<ClaimDesk
			claim={claim}
			turn={<TurnPanel turn={turnOfClaim(state, reading.turn, reading)} />}
			rights={<RightsPanel reading={reading} reference={application.reference} due={due} agreed={false} />}
		/>
	);
}
