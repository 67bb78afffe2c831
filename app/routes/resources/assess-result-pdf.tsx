import type { LoaderFunctionArgs } from "@remix-run/node";
import { resultDocument } from "#app/assessment/report/result-document.ts";
import { resultPage } from "#app/assessment/result-page.server.ts";
import { keeperOf } from "#app/assessment/visitor-token.server.ts";
import { knownCeilings } from "#app/check/known-sizes.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { fileResponse } from "#app/house/files.server.ts";
import { asTriedTooOften, countDocument, resultInTurn } from "#app/house/limits/document-queue.server.ts";
import { limitVisitor } from "#app/house/limits/rate-limit.server.ts";
import { currentLocale } from "#app/house/request-context.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";

/** The result of an assessment as a PDF, for whoever keeps it: by their account, or by their browser. */
export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
	const keeper = await keeperOf(request);
	const page = orNotFound(await resultPage(db, keeper, id));
	const today = plainDateAt(now());
	const { ceilings } = await knownCeilings(request, today);
	const readerId = "personId" in keeper.actor ? keeper.actor.personId : null;
	const make = async () => resultDocument(page, { ceilings, today }, currentLocale());
	await (readerId === null
		? limitVisitor("document").catch(asTriedTooOften)
		: countDocument("document-person", readerId));
	const bytes = await resultInTurn(readerId, make);
	return fileResponse({ bytes, mediaType: "application/pdf" }, `danh-gia-${plainDateAt(page.completedAt)}.pdf`);
}
