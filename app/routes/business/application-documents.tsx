import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { documentChangeForm } from "#app/application/draft/document.forms.ts";
import { DocumentsPage } from "#app/application/draft/documents-page.tsx";
import { findDraftCase } from "#app/application/draft/draft-case.server.ts";
import { receiveDocuments } from "#app/application/draft/receive-document.server.ts";
import { removeDocument, restoreDocument } from "#app/application/remove-document.server.ts";
import { findRemovedDocument } from "#app/application/removed-document.server.ts";
import type { UploadFailure } from "#app/form/uploads-form.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { MAX_UPLOAD_BYTES } from "#app/house/files.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { isMultipart } from "#app/house/uploads.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.application_documents_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const draft = orNotFound(await findDraftCase(db, await requireActor(request), reference, now()));
	const removedId = new URL(request.url).searchParams.get("removed") ?? "";
	const removed = await findRemovedDocument(db, draft.id, removedId);
	return { draft, removed, today: plainDateAt(now()), uploadId: randomUUID(), maxBytes: MAX_UPLOAD_BYTES };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const own = `/applications/${reference}/documents`;
	if (isMultipart(request)) {
		const refused = await receiveDocuments(request, ctx, reference);
		return refused ?? redirect(`/applications/${reference}`, 303);
	}
	return submitted(request, documentChangeForm, async ({ intent, documentId }) => {
		await (intent === "remove" ? removeDocument : restoreDocument)(ctx, { reference, documentId });
		return redirect(intent === "remove" ? `${own}?removed=${documentId}` : own, 303);
	});
}

export default function ApplicationDocuments() {
	const { draft, ...page } = useLoaderData<typeof loader>();
	const failure = useActionData<UploadFailure>() ?? null;
	return (
		<>
			<BackLink to={`/applications/${draft.reference}`}>{m.application_back_tasks()}</BackLink>
			<DocumentsPage draft={draft} failure={failure} {...page} />
		</>
	);
}
