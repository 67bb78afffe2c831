import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { assessmentIdForm } from "#app/assessment/assessment.forms.ts";
import { completeAssessment } from "#app/assessment/complete-assessment.server.ts";
import { Overview } from "#app/assessment/overview.tsx";
import { overviewPage } from "#app/assessment/overview-page.server.ts";
import { keeperOf } from "#app/assessment/visitor-token.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { askedPage, submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.assessment_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const page = await overviewPage(db, await keeperOf(request), now(), askedPage(request));
	return { page, newId: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
	const copy = request.clone();
	const { actor, token } = await keeperOf(request);
	return submitted(request, assessmentIdForm, async ({ assessmentId }) => {
		const id = await completeAssessment(commandContext(actor), { token, assessmentId });
		// Theirs perhaps, once they have signed in again; the form is kept for then.
		if (id === null) await requireActor(copy);
		return redirect(`/assess/result/${orNotFound(id)}`, 303);
	});
}

/** Where questions are still open: the way back to them, with the reason. */
export default function AssessComplete() {
	return <Overview {...useLoaderData<typeof loader>()} />;
}
