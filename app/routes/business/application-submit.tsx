import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CheckAnswers } from "#app/application/draft/check-answers.tsx";
import { submitForm } from "#app/application/draft/draft.forms.ts";
import { findDraftCase } from "#app/application/draft/draft-case.server.ts";
import { isUnchanged } from "#app/application/draft/unchanged.server.ts";
import { submitApplication } from "#app/application/submit-application.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.application_check_title()} – ${m.house_app_name()}` }];

/** Also after a refusal: what stands in the way, or differs, is shown as it is now. */
export const shouldRevalidate = () => true;

/** The check-your-answers page too, with what was wrong; opened by itself it is that page. */
export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const draft = orNotFound(await findDraftCase(db, await requireActor(request), reference, now()));
	return { draft, unchanged: await isUnchanged(db, draft), submissionId: randomUUID() };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	return submitted(request, submitForm, async ({ submissionId, draftVersion, shownDong, unchanged }) => {
		const shown = { draftVersion, allowedDong: shownDong, unchanged };
		await limitRate("submission", actor.personId);
		await submitApplication(commandContext(actor), { reference, submissionId, shown });
		return redirect(`/applications/${reference}/receipt`, 303);
	});
}

export default function ApplicationSubmit() {
	const { draft, unchanged, submissionId } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to={`/applications/${draft.reference}`}>{m.application_back_tasks()}</BackLink>
			<CheckAnswers draft={draft} unchanged={unchanged} submissionId={submissionId} />
		</>
	);
}
