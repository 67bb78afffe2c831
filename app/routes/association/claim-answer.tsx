import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerClaim } from "#app/claim/answer-claim.server.ts";
import { answerClaimForm } from "#app/claim/claim.forms.ts";
import { claimOnDesk } from "#app/claim/desk/claim-desk.server.ts";
import { ClaimDesk } from "#app/claim/desk/claim-desk.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.claim_answer_title()} ${params.reference} – ${m.house_app_name()}` },
];

/** The claim once more, for an answer that was not accepted: its form keeps what was typed. */
export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const claim = orNotFound(await claimOnDesk(db, actor, { reference, now: now() }));
	if (claim.access === "undeclared") throw redirect(`/review/${claim.application}/declaration`);
	return { claim };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "reviewer"));
	await requireRecent(request);
	return submitted(request, answerClaimForm, async (input) => {
		await answerClaim(ctx, { reference, ...input });
		return redirect(`/review/claims/${reference}`, 303);
	});
}

export default function ClaimAnswer() {
	return <ClaimDesk {...useLoaderData<typeof loader>()} />;
}
