import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { unsafeStandingPage } from "#app/books/statements/standing.server.ts";
import { StandingScreen } from "#app/books/statements/standing-screen.tsx";
import { statementReaders } from "#app/books/statements/statement.access.ts";
import { standingFilterForm } from "#app/books/statements/statement.forms.ts";
import { deskCounts } from "#app/desk-finance/desk-counts.server.ts";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { readQuery } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.books_statements_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...statementReaders);
	// The finance desk's other views are for those who read payments.
	const counts = canSeePayments(actor).allowed ? await deskCounts(db) : null;
	const today = plainDateAt(now());
	const read = readQuery(request, standingFilterForm);
	if (!read.ok) return data({ counts, day: today, errors: read.fieldErrors, page: null }, 422);
	const day = read.data.day ?? today;
	return data({ counts, day, errors: {}, page: await unsafeStandingPage(db, { ...read.data, day }) });
}

export default function Statements() {
	return <StandingScreen {...useLoaderData<typeof loader>()} />;
}
