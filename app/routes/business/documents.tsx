import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { reuseForm } from "#app/application/draft/document.forms.ts";
import { reuseDocument } from "#app/application/reuse-document.server.ts";
import { vaultPage } from "#app/case-file/vault/vault-page.server.ts";
import { VaultScreen } from "#app/case-file/vault/vault-screen.tsx";
import { commandContext } from "#app/house/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { askedPage, submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.certificate_documents_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const kind = new URL(request.url).searchParams.get("kind");
	return { page: await vaultPage(db, actor, { page: askedPage(request), kind }), copyId: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	return submitted(request, reuseForm, async ({ form: _form, ...input }) => {
		await reuseDocument(ctx, input);
		return redirect(`/applications/${input.reference}/documents`, 303);
	});
}

export default function Documents() {
	return <VaultScreen {...useLoaderData<typeof loader>()} />;
}
