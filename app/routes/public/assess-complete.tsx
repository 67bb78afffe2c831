import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { assessmentIdForm } from "#app/assessment/assessment.forms.ts";
import { completeAssessment } from "#app/assessment/complete-assessment.server.ts";
import { keeperOf } from "#app/assessment/visitor-token.server.ts";
import { commandContext } from "#app/house/command.server.ts";
import { orNotFound, submitted } from "#app/house/http.server.ts";

// Where questions are still open, the page is that of /assess again, with the reason.
export { default, loader, meta } from "./assess.tsx";

export async function action({ request }: ActionFunctionArgs) {
	const { actor, token } = await keeperOf(request);
	return submitted(request, assessmentIdForm, async ({ assessmentId }) => {
		orNotFound((await completeAssessment(commandContext(actor), { token, assessmentId })) || null);
		return redirect(`/assess/result/${assessmentId}`, 303);
	});
}
