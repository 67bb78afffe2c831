import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { removeVaultDocument, restoreVaultDocument } from "#app/application/vault/change-vault-document.server.ts";
import { describeDocument } from "#app/application/vault/describe-document.server.ts";
import { receiveVaultDocuments } from "#app/application/vault/receive-vault-document.server.ts";
import { reuseDocument } from "#app/application/vault/reuse-document.server.ts";
import { vaultForms } from "#app/application/vault/vault.forms.ts";
import { ownBusinessName } from "#app/business/own-business.server.ts";
import { type VaultFile, vaultPage } from "#app/case-file/vault/vault-page.server.ts";
import { VaultScreen } from "#app/case-file/vault/vault-screen.tsx";
import type { UploadFailure } from "#app/form/uploads-form.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { MAX_UPLOAD_BYTES } from "#app/house/files.server.ts";
import { askedPage, submitted } from "#app/house/http.server.ts";
import { isMultipart } from "#app/house/uploads.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.certificate_documents_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const asked = new URL(request.url).searchParams;
	const [page, businessName] = await Promise.all([
		vaultPage(db, actor, { page: askedPage(request), kind: asked.get("kind"), now: now() }),
		ownBusinessName(db, actor),
	]);
	// Of each form its own: what one has sent is not taken for what another sends.
	const withIds = (files: readonly VaultFile[]) =>
		files.map((file) => ({ ...file, copyId: randomUUID(), uploadId: randomUUID() }));
	return {
		page: { ...page, files: withIds(page.files), expiring: withIds(page.expiring) },
		removed: asked.get("removed"),
		upload: businessName === null ? null : { uploadId: randomUUID(), maxBytes: MAX_UPLOAD_BYTES },
	};
}

export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const here = new URL(request.url);
	here.searchParams.delete("removed");
	const back = (query = here.searchParams) => redirect(`/documents${query.size > 0 ? `?${query}` : ""}`, 303);
	if (isMultipart(request)) return (await receiveVaultDocuments(request, ctx)) ?? back(new URLSearchParams());
	return submitted(request, vaultForms, async (input) => {
		switch (input.act) {
			case "reuse":
				await reuseDocument(ctx, input);
				return redirect(`/applications/${input.reference}/documents`, 303);
			case "describe":
				await describeDocument(ctx, input);
				return back();
			case "remove":
				await removeVaultDocument(ctx, input);
				here.searchParams.set("removed", input.documentId);
				return back();
			case "restore":
				await restoreVaultDocument(ctx, input);
				return back();
		}
	});
}

export default function Documents() {
	return <VaultScreen {...useLoaderData<typeof loader>()} failure={useActionData<UploadFailure>() ?? null} />;
}
