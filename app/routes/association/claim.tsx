import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { recordOpening } from "#app/audit/record-read.server.ts";
import { headingWith, listOf, RightsPanel, TurnPanel } from "#app/case-file/reader-panels.tsx";
import { comesAs, readingOfClaim } from "#app/case-file/reading.server.ts";
import { headingOfClaim, turnOfClaim } from "#app/case-file/whose-turn.ts";
import { claimOnDesk } from "#app/claim/desk/claim-desk.server.ts";
import { ClaimDesk, claimTitle } from "#app/claim/desk/claim-desk.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { fileRoles } from "#app/review/review.access.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction<typeof loader> = ({ data, params }) => {
	const heading = data && headingIn(data);
	return [{ title: [params.reference, heading?.title, m.house_app_name()].filter(Boolean).join(" – ") }];
};

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...fileRoles);
	const at = now();
	const claim = orNotFound(await claimOnDesk(db, actor, { reference, now: at }));
	if (claim.access === "undeclared") throw redirect(`/review/${claim.application}/declaration`);
	if (claim.access === "locked") return { claim, reading: null, comesAs: comesAs(actor) };
	const reading = await readingOfClaim(db, actor, claim, at);
	if (reading.role)
		await recordOpening(commandContext(actor), request, { kind: "claim", id: claim.id, label: reference });
	return { claim, reading, comesAs: null };
}

type Loaded = Pick<Awaited<ReturnType<typeof loader>>, "claim" | "reading">;

function headingIn({ claim, reading }: Loaded) {
	if (claim.access !== "open" || !reading) return null;
	return headingOfClaim({ ...claim, about: claimTitle(claim) }, reading.turn);
}

export default function Claim() {
	const loaded = useLoaderData<typeof loader>();
	const { claim, reading, comesAs } = loaded;
	const [query] = useSearchParams();
	if (claim.access === "locked" || !reading) return <ClaimDesk claim={claim} list={listOf(comesAs)} />;
	const { state, application } = claim;
	const { role, association, turn } = reading;
	const { reference } = application;
	return (
		<ClaimDesk
			claim={claim}
			shownId={query.get("document")}
			list={listOf(role)}
			heading={headingWith(headingIn(loaded))}
			turn={role && <TurnPanel turn={turnOfClaim(state, turn, reading, claim.events)} />}
			rights={
				role && (
					<RightsPanel
						reading={{ role, association }}
						reference={reference}
						due={turn?.kind === "pay"}
						agreed={false}
					/>
				)
			}
		/>
	);
}
