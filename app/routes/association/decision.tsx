import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { caseAgain } from "#app/case-file/case-again.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { CaseScreen } from "#app/review/case/case-screen.tsx";
import { decide } from "#app/review/decide.server.ts";
import { decisionForm } from "#app/review/review.forms.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.review_decision_title()} ${params.reference} – ${m.house_app_name()}` },
];

/** The case once more, for a decision that was not accepted: its form keeps what was typed. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	return caseAgain(actor, params.reference ?? "");
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	await requireRecent(request);
	const reference = params.reference ?? "";
	return submitted(request, decisionForm, async (input) => {
		await decide(commandContext(actor), { reference, ...input });
		return redirect(`/review/${reference}?decided=${input.decisionId}`, 303);
	});
}

export default function Decision() {
	const { doors: _doors, ...shown } = useLoaderData<typeof loader>();
	return <CaseScreen {...shown} />;
}
