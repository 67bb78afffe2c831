import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BooksLine, BooksWarning } from "#app/books/books-state.tsx";
import { lastCheck } from "#app/books/last-check.server.ts";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { advancesDueBack } from "#app/desk-finance/advances-due-back.server.ts";
import { deskCounts } from "#app/desk-finance/desk-counts.server.ts";
import { dueClaims } from "#app/desk-finance/due-claims.server.ts";
import { dueOptions, dueQuery, filterDue } from "#app/desk-finance/due-filter.ts";
import { DueScreen } from "#app/desk-finance/due-screen.tsx";
import { strayMoney } from "#app/desk-finance/stray-money.server.ts";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { canPay } from "#app/disbursement/disbursement.access.ts";
import { BATCH_FIELDS, batchForm } from "#app/disbursement/disbursement.forms.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { DeskTurns } from "#app/turn/desk-turns.tsx";
import { deskTurns } from "#app/turn/staff-files.server.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_due_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	const all = orNotFound(await dueClaims(db, actor));
	const query = dueQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
	const due = filterDue(all, query);
	const [turns, dueBack, stray, counts, check] = await Promise.all([
		deskTurns(db, actor, "finance_officer", now()),
		advancesDueBack(db, actor, now()),
		strayMoney(db, actor),
		deskCounts(db),
		lastCheck(db, actor, now()),
	]);
	const doors = await doorsIn(db, actor, [due, turns]);
	return {
		due,
		query,
		options: dueOptions(all, getLocale()),
		turns,
		dueBack,
		stray,
		counts,
		check,
		batchId: randomUUID(),
		mayPay: canPay(actor).allowed,
		doors,
	};
}

export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	return submitted(
		request,
		batchForm,
		async ({ batchId, claims }) => {
			const reference = await createBatch(ctx, { batchId, claimReferences: claims });
			return redirect(`/finance/batches/${reference}`, 303);
		},
		{ maxFields: BATCH_FIELDS },
	);
}

export default function Finance() {
	const { check, turns, doors: _doors, ...desk } = useLoaderData<typeof loader>();
	return (
		<>
			<BooksWarning check={check} />
			<DueScreen
				key={`${desk.query.programme} ${desk.query.association}`}
				{...desk}
				turns={desk.mayPay ? <DeskTurns turns={turns} /> : null}
			/>
			<BooksLine check={check} mayCheck={desk.mayPay} />
		</>
	);
}
