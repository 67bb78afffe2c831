import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { keeperOf } from "#app/assessment/visitor-token.server.ts";
import { answersInQuery, rememberAnswers } from "#app/check/check-answers.server.ts";
import { CheckForm } from "#app/check/check-form.tsx";
import { checkAnswer } from "#app/check/check-page.server.ts";
import { CheckResultPage } from "#app/check/check-result.tsx";
import { NoOpenProgramme } from "#app/check/no-open-programme.tsx";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { m } from "#messages/messages.js";

export { clientLoader } from "#app/ui/shells/without-scripts.ts";

export const handle = { scripts: false };

export const meta: MetaFunction = () => [{ title: `${m.check_result_meta()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const answers = answersInQuery(new URL(request.url).searchParams);
	const answer = await checkAnswer(db, { answers, keeper: await keeperOf(request), now: now() });
	if (answer.failure) return data({ ...answer, answers }, { status: 422 });
	return data({ ...answer, answers }, { headers: { "Set-Cookie": rememberAnswers(answers) } });
}

export default function CheckResult() {
	const { page, failure, result, answers } = useLoaderData<typeof loader>();
	if (!page.programme) return <NoOpenProgramme next={page.next} />;
	if (!result) return <CheckForm items={page.items} closesOn={page.programme.closesOn} failure={failure} />;
	return (
		<CheckResultPage result={result} answers={new URLSearchParams(answers as Record<string, string>).toString()} />
	);
}
