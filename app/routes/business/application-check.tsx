import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CheckAnswers } from "#app/application/draft/check-answers.tsx";
import { doorsToOwn } from "#app/application/draft/draft.rules.ts";
import { findDraftCase } from "#app/application/draft/draft-case.server.ts";
import { isUnchanged } from "#app/application/draft/unchanged.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { DoorsProvider } from "#app/ui/parts/reference-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.application_check_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const draft = orNotFound(await findDraftCase(db, await requireActor(request), reference, now()));
	return { draft, unchanged: await isUnchanged(db, draft), submissionId: randomUUID() };
}

export default function ApplicationCheck() {
	const { draft, unchanged, submissionId } = useLoaderData<typeof loader>();
	return (
		<DoorsProvider doors={doorsToOwn(draft)}>
			<BackLink to={`/applications/${draft.reference}`}>{m.application_back_tasks()}</BackLink>
			<CheckAnswers draft={draft} unchanged={unchanged} submissionId={submissionId} />
		</DoorsProvider>
	);
}
