import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { columnsForm } from "#app/disbursement/bank/answer.forms.ts";
import { HEAD_LINES } from "#app/disbursement/bank/answer-columns.ts";
import { answerPage } from "#app/disbursement/bank/answer-page.server.ts";
import { chooseColumns } from "#app/disbursement/bank/choose-columns.server.ts";
import { ColumnsScreen } from "#app/disbursement/bank/columns-screen.tsx";
import { guessReading } from "#app/disbursement/bank/table/guess-reading.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.bank_answer_columns_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	const { fileName, table, recorded } = orNotFound(await answerPage(db, actor, id, now()));
	if (recorded || !table) throw redirect(`/finance/answers/${id}`);
	const asked = Number(new URL(request.url).searchParams.get("head") ?? "x");
	const isLine = Number.isInteger(asked) && asked >= 0 && asked < Math.min(table.lines.length, HEAD_LINES);
	// Another head than was chosen or guessed has other columns.
	const columns = isLine && asked !== table.columns.head ? guessReading(table.lines, asked) : table.columns;
	return { fileName, table: { ...table, columns } };
}

export async function action({ request, params: { id = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, columnsForm, async (columns) => {
		await chooseColumns(ctx, { id, columns });
		return redirect(`/finance/answers/${id}`, 303);
	});
}

export default function BankAnswerColumns() {
	return <ColumnsScreen {...useLoaderData<typeof loader>()} />;
}
