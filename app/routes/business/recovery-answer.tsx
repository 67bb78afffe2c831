import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { answerNotice } from "#app/recovery/answer-notice.server.ts";
import { AnswerScreen } from "#app/recovery/notice/answer-screen.tsx";
import { ownRecovery } from "#app/recovery/notice/own-recovery.server.ts";
import { answerForm } from "#app/recovery/recovery.forms.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.recovery_answer_do()} – ${m.house_app_name()}` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const only = { application: params.reference ?? "", reference: params.recovery ?? "" };
	return { recovery: orNotFound(await ownRecovery(db, actor, only, now())) };
}

export async function action({ request, params }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const { reference: application = "", recovery: reference = "" } = params;
	return submitted(request, answerForm, async ({ answer, words }) => {
		const said = answer === "contest" ? "contest" : "agree";
		await answerNotice(ctx, { application, reference, answer: said, words });
		const next = answer === "instalments" ? "/instalments" : "";
		return redirect(`/applications/${application}/recoveries/${reference}${next}`, 303);
	});
}

export default function RecoveryAnswer() {
	return <AnswerScreen {...useLoaderData<typeof loader>()} />;
}
