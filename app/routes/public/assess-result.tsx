import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { NextLevelSection } from "#app/assessment/next-level-panel.tsx";
import { nextStepsFor } from "#app/assessment/next-steps.ts";
import { PillarScores } from "#app/assessment/pillar-scores.tsx";
import { firstPaidItem } from "#app/assessment/report/support-amounts.ts";
import { ResultHead } from "#app/assessment/result-head.tsx";
import { resultPage } from "#app/assessment/result-page.server.ts";
import { StartForm } from "#app/assessment/start-form.tsx";
import { keeperOf } from "#app/assessment/visitor-token.server.ts";
import { WeakestPillars } from "#app/assessment/weakest-pillars.tsx";
import { knownCeilings } from "#app/check/known-sizes.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export { clientLoader } from "#app/ui/shells/without-scripts.ts";

export const handle = { scripts: false };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data ? m.assessment_result_page_title(data.page) : m.assessment_title()} – ${m.house_app_name()}` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const page = orNotFound(await resultPage(db, await keeperOf(request), params.id ?? ""));
	return { page, ...(await knownCeilings(request, plainDateAt(now()))), newId: randomUUID() };
}

export default function AssessResult() {
	const { page, ceilings, sizeKnown, newId } = useLoaderData<typeof loader>();
	const supports = page.threeWeakest.flatMap(({ id, level }) => nextStepsFor(id, level)?.support ?? []);
	const item = firstPaidItem(supports, ceilings);
	const asks = !sizeKnown && Object.keys(ceilings).length > 0;
	return (
		<>
			<ResultHead page={page} newId={newId} asks={asks} item={item} />
			{asks && page.nextLevel ? <NextLevelSection next={page.nextLevel} scoreTenths={page.scoreTenths} /> : null}
			<WeakestPillars pillars={page.threeWeakest} ceilings={ceilings} sizeKnown={sizeKnown} />
			<PillarScores pillars={page.pillars} next={page.nextLevel} />
			<div className="mt-8">
				<StartForm newId={newId} again />
			</div>
			<p className="mt-6 text-ink2 text-small">
				{m.assessment_source_note(page.framework)} {page.framework.source[getLocale()]}
			</p>
		</>
	);
}
