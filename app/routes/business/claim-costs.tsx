import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { COSTS_BYTES, typedCostsForm } from "#app/claim/claim.forms.ts";
import { invoiceChangeOf } from "#app/claim/claim-draft.ts";
import { judgeClaimCosts } from "#app/claim/draft/claim-faults.ts";
import { CostsForm } from "#app/claim/draft/costs-form.tsx";
import { receiveInvoiceFile } from "#app/claim/invoice/receive-invoice-file.server.ts";
import { requireOwnClaim } from "#app/claim/own-claim.server.ts";
import { saveClaim } from "#app/claim/save-claim.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { attempt, invalid, readPosted } from "#app/house/http.server.ts";
import { isMultipart } from "#app/house/uploads.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { MAX_INVOICE_BYTES } from "#app/invoice/read-invoice.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_costs_title()} – ${m.house_app_name()}` }];

/** Also after a refusal: the page then carries the draft's new version, with which saving again wins. */
export const shouldRevalidate = () => true;

export async function loader({ request, params }: LoaderFunctionArgs) {
	const own = await requireOwnClaim(request, params.reference);
	orNotFound(own.claim.kind === "costs" || null);
	return { ...own, documentId: randomUUID(), maxBytes: MAX_INVOICE_BYTES };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const sent = isMultipart(request) ? await receiveInvoiceFile(request, ctx, reference) : null;
	if (sent && "at" in sent) return redirect(`/claims/${reference}/costs#invoice-${sent.at + 1}`, 303);
	if (sent && !("typed" in sent)) return sent;
	const typed = sent?.typed ?? (await readPosted(request, typedCostsForm, { maxBytes: COSTS_BYTES }));
	if (!typed.ok) return invalid(typed);
	const change = invoiceChangeOf(typed.data.intent);
	return attempt(typed, async () => {
		await saveClaim(ctx, { reference, ...typed.data, change });
		const own = `/claims/${reference}`;
		if (change?.kind === "add") return redirect(`${own}/costs#invoice-${typed.data.invoices.length + 1}`, 303);
		if (change) return redirect(`${own}/costs`, 303);
		const { claim, today } = await requireOwnClaim(request, reference);
		const costs = judgeClaimCosts(claim, today);
		if (!costs.ok) return invalid({ ok: false, fieldErrors: costs.faults, given: typed.given });
		return redirect(own, 303);
	});
}

export default function ClaimCosts() {
	const page = useLoaderData<typeof loader>();
	const { claim } = page;
	return (
		<>
			<BackLink to={`/claims/${claim.reference}`}>{m.claim_over({ reference: claim.reference })}</BackLink>
			{/* Invoices that come and go take their typing with them, and a file fills fields in: then it is a new form. */}
			<CostsForm key={`${claim.draft.invoices.length}-${claim.invoiceFiles.length}`} {...page} />
		</>
	);
}
