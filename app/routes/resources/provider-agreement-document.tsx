import type { LoaderFunctionArgs } from "@remix-run/node";
import { agreementDocument } from "#app/agreement/agreement-document.server.ts";
import { linkedAgreement } from "#app/agreement/provider/provider-page.server.ts";
import { db } from "#app/house/database.server.ts";
import { fileResponse } from "#app/house/files.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { documentInTurn } from "#app/house/limits/document-queue.server.ts";
import { currentLocale } from "#app/house/request-context.server.ts";

/** The whole agreement as a PDF, for a provider, by its link. */
export async function loader({ request }: LoaderFunctionArgs) {
	const token = new URL(request.url).searchParams.get("token") ?? "";
	const { parts, party } = orNotFound(await linkedAgreement(db, token));
	const bytes = await documentInTurn(party.id, async () => agreementDocument(parts, currentLocale()));
	return fileResponse({ bytes, mediaType: "application/pdf" }, `${parts.reference}.pdf`, true);
}
