import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerForm } from "#app/assessment/assessment.forms.ts";
import { QuestionForm } from "#app/assessment/question-form.tsx";
import { questionPage } from "#app/assessment/question-page.server.ts";
import { saveAnswers } from "#app/assessment/save-answers.server.ts";
import { keeperOf } from "#app/assessment/visitor-token.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
	{ title: `${page ? `${m.assessment_question_title(page)}: ` : ""}${m.assessment_title()} – ${m.house_app_name()}` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const page = await questionPage(db, await keeperOf(request), params.number);
	if (typeof page === "string") throw redirect(`/assess?why=${page}`, 303);
	return orNotFound(page);
}

export async function action({ request }: ActionFunctionArgs) {
	const copy = request.clone();
	const { actor, token } = await keeperOf(request);
	return submitted(request, answerForm, async ({ assessmentId, questionId, score }) => {
		const input = { token, assessmentId, answers: { [questionId]: score } };
		const saved = await saveAnswers(commandContext(actor), input);
		// Theirs perhaps, once they have signed in again; the answer is kept for then.
		if (saved === null) await requireActor(copy);
		const { next } = orNotFound(saved);
		return redirect(next === null ? "/assess" : `/assess/${next}`, 303);
	});
}

export default function AssessQuestion() {
	const page = useLoaderData<typeof loader>();
	return <QuestionForm key={page.question.id} page={page} />;
}
