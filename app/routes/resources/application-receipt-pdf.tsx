import type { LoaderFunctionArgs } from "@remix-run/node";
import { receiptDocument } from "#app/application/receipt/receipt-document.ts";
import { statusPage } from "#app/application/status-page.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { fileResponse } from "#app/house/files.server.ts";
import { countDocument, documentInTurn } from "#app/house/limits/document-queue.server.ts";
import { currentLocale } from "#app/house/request-context.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";

/** The receipt of an application as a PDF, for the people of its business. */
export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const page = orNotFound(await statusPage(db, actor, reference, now()));
	const submitted = orNotFound(page.submitted);
	const make = async () => receiptDocument({ ...page, submitted }, currentLocale());
	await countDocument("document-person", actor.personId);
	const bytes = await documentInTurn(actor.personId, make);
	return fileResponse({ bytes, mediaType: "application/pdf" }, `bien-nhan-${page.reference}.pdf`);
}
