import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { receiveInvoiceFile } from "#app/claim/invoice/receive-invoice-file.server.ts";
import { requireOwnClaim } from "#app/claim/own-claim.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

/** Nothing to see here: the file is sent from the page of costs. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const { claim } = await requireOwnClaim(request, params.reference);
	return redirect(`/claims/${claim.reference}/costs`);
}

/** The same upload as the form's, from the script that shows its progress: 201, or what is wrong with the file. */
export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const result = await receiveInvoiceFile(request, commandContext(await requireActor(request)), reference);
	if ("at" in result) return Response.json(result, { status: 201 });
	if ("typed" in result) return Response.json({ error: m.house_upload_missing() }, { status: 422 });
	const { fieldErrors, formError } = result.data;
	return Response.json(
		{ error: fieldErrors.file ?? formError ?? Object.values(fieldErrors)[0] },
		{ status: result.init?.status ?? 422 },
	);
}
