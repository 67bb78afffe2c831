import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { taskForm } from "#app/disbursement/bank/answer.forms.ts";
import { answerTask } from "#app/disbursement/bank/answers-page.server.ts";
import { closeTask } from "#app/disbursement/bank/close-task.server.ts";
import { TaskScreen } from "#app/disbursement/bank/task-screen.tsx";
import { canPay } from "#app/disbursement/disbursement.access.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.bank_answer_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	const task = orNotFound(await answerTask(db, actor, id));
	return { task, mayPay: canPay(actor).allowed, doors: await doorsIn(db, actor, task) };
}

export async function action({ request, params: { id = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, taskForm, async ({ note }) => {
		await closeTask(ctx, { id, note });
		return redirect("/finance/answers", 303);
	});
}

export default function BankAnswerTask() {
	return <TaskScreen {...useLoaderData<typeof loader>()} />;
}
