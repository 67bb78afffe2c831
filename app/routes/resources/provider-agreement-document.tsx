import type { LoaderFunctionArgs } from "@remix-run/node";
import { agreementResponse } from "#app/agreement/agreement-file.server.ts";
import { linkedAgreement } from "#app/agreement/provider/provider-page.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { currentLocale } from "#app/house/request-context.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";

/** The whole agreement as a PDF, for a provider, by its link. */
export async function loader({ request }: LoaderFunctionArgs) {
	const token = new URL(request.url).searchParams.get("token") ?? "";
	const { parts, party } = orNotFound(await linkedAgreement(db, token));
	return agreementResponse({ db, now: now(), locale: currentLocale(), actor: { personId: party.id } }, parts);
}
