import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answersInQuery, rememberedAnswers } from "#app/check/check-answers.server.ts";
import { CheckForm } from "#app/check/check-form.tsx";
import { checkPage } from "#app/check/check-page.server.ts";
import { NoOpenProgramme } from "#app/check/no-open-programme.tsx";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.check_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const inQuery = answersInQuery(new URL(request.url).searchParams);
	const answers = { ...rememberedAnswers(request), ...inQuery };
	return { page: await checkPage(db, now()), answers };
}

export default function Check() {
	const { page, answers } = useLoaderData<typeof loader>();
	if (!page.programme) return <NoOpenProgramme next={page.next} />;
	return <CheckForm items={page.items} closesOn={page.programme.closesOn} saved={answers} failure={null} />;
}
