import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { decideRecovery } from "#app/recovery/decide-recovery.server.ts";
import { DecisionScreen } from "#app/recovery/desk/recovery-forms.tsx";
import { recoveryPage } from "#app/recovery/desk/recovery-page.server.ts";
import { decisionForm } from "#app/recovery/recovery.forms.ts";
import { dueAfterContest } from "#app/recovery/recovery.rules.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.recovery_decide_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	const at = now();
	const recovery = orNotFound(await recoveryPage(db, actor, reference, at));
	return { recovery, dueOn: dueAfterContest(recovery, at) };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, decisionForm, async (decision) => {
		const amount = decision.decision === "lower" ? { amountDong: decision.amount } : {};
		await decideRecovery(ctx, { reference, ...decision, ...amount } as Parameters<typeof decideRecovery>[1]);
		return redirect(`/finance/recoveries/${reference}`, 303);
	});
}

export default function RecoveryDecision() {
	return <DecisionScreen {...useLoaderData<typeof loader>()} />;
}
