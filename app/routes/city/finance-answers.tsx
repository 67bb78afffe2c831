import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { infectedTold } from "#app/audit/infected-told.server.ts";
import { deskCounts } from "#app/desk-finance/desk-counts.server.ts";
import { uploadForm } from "#app/disbursement/bank/answer.forms.ts";
import { answersPage } from "#app/disbursement/bank/answers-page.server.ts";
import { AnswersScreen } from "#app/disbursement/bank/answers-screen.tsx";
import { answerUpload, receiveAnswer } from "#app/disbursement/bank/receive-answer.server.ts";
import { waitingDays } from "#app/disbursement/day-change/day-changes.server.ts";
import { canPay } from "#app/disbursement/disbursement.access.ts";
import type { FormFailure } from "#app/form/use-action-form.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { attempt, invalid } from "#app/house/http.server.ts";
import { readUploadOf } from "#app/house/uploads.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.bank_answer_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	const page = orNotFound(await answersPage(db, actor));
	const { maxBytes } = answerUpload;
	const days = await waitingDays(db, actor);
	return { ...page, days, counts: await deskCounts(db), mayPay: canPay(actor).allowed, maxBytes };
}

export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	const read = await readUploadOf(answerUpload, request, uploadForm, infectedTold(ctx));
	if (!read.ok) return invalid(read);
	return attempt(read, async () => redirect(`/finance/answers/${await receiveAnswer(ctx, read.upload)}`, 303));
}

export default function FinanceAnswers() {
	const failure = useActionData<FormFailure>() ?? null;
	return <AnswersScreen {...useLoaderData<typeof loader>()} failure={failure} />;
}
