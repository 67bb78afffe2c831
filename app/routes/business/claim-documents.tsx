import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { removeDocumentForm } from "#app/claim/claim.forms.ts";
import { removeClaimDocument } from "#app/claim/claim-documents.server.ts";
import { overOf } from "#app/claim/claim-rows.tsx";
import { ClaimDocumentsPage } from "#app/claim/draft/claim-documents-page.tsx";
import { receiveClaimDocuments } from "#app/claim/draft/receive-claim-document.server.ts";
import { requireOwnClaim } from "#app/claim/own-claim.server.ts";
import type { UploadFailure } from "#app/form/uploads-form.tsx";
import { commandContext } from "#app/house/command/command.server.ts";
import { MAX_UPLOAD_BYTES } from "#app/house/files.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { isMultipart } from "#app/house/uploads.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_part_documents()} – ${m.house_app_name()}` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const { claim } = await requireOwnClaim(request, params.reference);
	return { claim, uploadId: randomUUID(), maxBytes: MAX_UPLOAD_BYTES };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const own = `/claims/${reference}/documents`;
	if (isMultipart(request)) {
		const refused = await receiveClaimDocuments(request, ctx, reference);
		return refused ?? redirect(`/claims/${reference}`, 303);
	}
	return submitted(request, removeDocumentForm, async ({ remove }) => {
		await removeClaimDocument(ctx, { reference, documentId: remove });
		return redirect(own, 303);
	});
}

export default function ClaimDocuments() {
	const page = useLoaderData<typeof loader>();
	const failure = useActionData<UploadFailure>() ?? null;
	const { reference } = page.claim;
	return (
		<>
			<BackLink to={`/claims/${reference}`}>{overOf(page.claim)}</BackLink>
			<ClaimDocumentsPage {...page} failure={failure} />
		</>
	);
}
