import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { caseAgain } from "#app/case-file/case-again.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { CaseScreen } from "#app/review/case/case-screen.tsx";
import { takeUpForm } from "#app/review/review.forms.ts";
import { takeUpCase } from "#app/review/take-up-case.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.review_take_up_do()} ${params.reference} – ${m.house_app_name()}` },
];

/** The case once more, where it could not be taken up: what stands in the way is said on it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	return caseAgain(actor, params.reference ?? "");
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const reference = params.reference ?? "";
	return submitted(request, takeUpForm, async () => {
		await takeUpCase(commandContext(actor), { reference });
		return redirect(`/review/${reference}`, 303);
	});
}

export default function TakeUp() {
	const { doors: _doors, ...shown } = useLoaderData<typeof loader>();
	return <CaseScreen {...shown} />;
}
