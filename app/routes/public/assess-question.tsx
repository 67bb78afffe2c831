import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerForm } from "#app/assessment/assessment.forms.ts";
import { QuestionForm, QuestionPlace } from "#app/assessment/question-form.tsx";
import { questionPage } from "#app/assessment/question-page.server.ts";
import { saveAnswers } from "#app/assessment/save-answers.server.ts";
import { keeperOf } from "#app/assessment/visitor-token.server.ts";
import { commandContext } from "#app/house/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { orNotFound, submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
	{ title: `${page ? `${m.assessment_question_title(page)}: ` : ""}${m.assessment_title()} – ${m.house_app_name()}` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const keeper = await keeperOf(request);
	const page = await questionPage(db, keeper, params.number);
	const kept = "personId" in keeper.actor || keeper.token !== null;
	if (page === "not-started") throw redirect(kept ? "/assess" : "/assess?cookie=missing", 303);
	return orNotFound(page);
}

export async function action({ request }: ActionFunctionArgs) {
	// A copy, since the body may have to be kept for after signing in again.
	const copy = request.clone();
	const { actor, token } = await keeperOf(request);
	return submitted(request, answerForm, async ({ assessmentId, questionId, score }) => {
		const input = { token, assessmentId, answers: { [questionId]: score } };
		const saved = await saveAnswers(commandContext(actor), input);
		if (!saved) await requireActor(copy);
		return redirect(`/assess${orNotFound(saved).next ? `/${saved?.next}` : ""}`, 303);
	});
}

export default function AssessQuestion() {
	const page = useLoaderData<typeof loader>();
	return (
		<div className="md:max-w-[42rem]">
			<QuestionPlace page={page} />
			<QuestionForm key={page.question.id} page={page} />
		</div>
	);
}
