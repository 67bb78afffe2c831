import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { startAssessmentForm } from "#app/assessment/assessment.forms.ts";
import { Overview } from "#app/assessment/overview.tsx";
import { overviewPage } from "#app/assessment/overview-page.server.ts";
import { startAssessment } from "#app/assessment/start-assessment.server.ts";
import { keeperOf, makeVisitorToken, visitorTokenCookie } from "#app/assessment/visitor-token.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { askedPage, submitted } from "#app/house/http.server.ts";
import { limitVisitor } from "#app/house/limits/rate-limit.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.assessment_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const page = await overviewPage(db, await keeperOf(request), now(), askedPage(request));
	return { page, newId: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
	const { actor, token: known } = await keeperOf(request);
	const token = known ?? makeVisitorToken();
	return submitted(request, startAssessmentForm, async (input) => {
		await limitVisitor("assess");
		await startAssessment(commandContext(actor), { ...input, token });
		return redirect(input.from ? "/assess" : "/assess/1", {
			status: 303,
			headers: { "Set-Cookie": visitorTokenCookie(token) },
		});
	});
}

export default function Assess() {
	return <Overview {...useLoaderData<typeof loader>()} />;
}
