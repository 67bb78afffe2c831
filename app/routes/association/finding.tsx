import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { caseAgain } from "#app/case-file/case-again.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { CaseScreen } from "#app/review/case/case-screen.tsx";
import { recordFinding } from "#app/review/finding/record-finding.server.ts";
import { findingForm } from "#app/review/review.forms.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.review_finding_save()} ${params.reference} – ${m.house_app_name()}` },
];

/** The case once more, for a finding that was not accepted: its form keeps what was typed. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	return caseAgain(actor, params.reference ?? "", new URL(request.url).searchParams.get("condition"));
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const reference = params.reference ?? "";
	return submitted(request, findingForm, async (input) => {
		await recordFinding(commandContext(actor), { reference, ...input });
		return redirect(`/review/${reference}#conditions`, 303);
	});
}

export default function Finding() {
	const { doors: _doors, ...shown } = useLoaderData<typeof loader>();
	return <CaseScreen {...shown} />;
}
