import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { answerForms } from "#app/disbursement/bank/answer.forms.ts";
import { answerPage } from "#app/disbursement/bank/answer-page.server.ts";
import { AnswerScreen } from "#app/disbursement/bank/answer-screen.tsx";
import { recordFile } from "#app/disbursement/bank/record-file.server.ts";
import { sayPaidOn } from "#app/disbursement/bank/say-paid-on.server.ts";
import { canPay } from "#app/disbursement/disbursement.access.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.bank_answer_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	const page = orNotFound(await answerPage(db, actor, id, now()));
	// A table whose columns nobody has named yet says nothing.
	if (!page.lines) throw redirect(`/finance/answers/${id}/columns`);
	const doors = await doorsIn(db, actor, page.lines);
	return { page: { ...page, lines: page.lines }, mayPay: canPay(actor).allowed, doors };
}

export async function action({ request, params: { id = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, answerForms, async (input) => {
		await (input.form === "day" ? sayPaidOn(ctx, { id, on: input.on }) : recordFile(ctx, { id }));
		return redirect(`/finance/answers/${id}`, 303);
	});
}

export default function BankAnswer() {
	return <AnswerScreen {...useLoaderData<typeof loader>()} />;
}
