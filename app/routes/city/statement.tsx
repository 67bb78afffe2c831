import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { holderOf } from "#app/books/statements/holder.ts";
import { unsafeCeilings, unsafeHolderFacts } from "#app/books/statements/holder-facts.server.ts";
import { statementReaders } from "#app/books/statements/statement.access.ts";
import { statementFilterForm } from "#app/books/statements/statement.forms.ts";
import { unsafeStatementBalances, unsafeStatementPage } from "#app/books/statements/statement.server.ts";
import { StatementScreen } from "#app/books/statements/statement-screen.tsx";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { canPay, canSeePayments } from "#app/disbursement/disbursement.access.ts";
import { db } from "#app/house/database.server.ts";
import { readQuery } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.books_statements_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...statementReaders);
	const rights = { readsPayments: canSeePayments(actor).allowed, mayCorrect: canPay(actor).allowed };
	const holder = orNotFound(holderOf(params.kind, params.holder));
	const facts = orNotFound(await unsafeHolderFacts(db, holder));
	const read = readQuery(request, statementFilterForm);
	if (!read.ok) return data({ facts, errors: read.fieldErrors, statement: null, doors: {}, ...rights }, 422);
	const filter = read.data;
	const [balances, page, ceilings] = await Promise.all([
		unsafeStatementBalances(db, holder, filter),
		unsafeStatementPage(db, holder, filter),
		holder.kind === "business" ? unsafeCeilings(db, holder.id, filter.to) : [],
	]);
	const doors = await doorsIn(db, actor, page);
	return data({ facts, errors: {}, statement: { filter, balances, page, ceilings }, doors, ...rights });
}

export default function StatementOfHolder() {
	return <StatementScreen {...useLoaderData<typeof loader>()} />;
}
