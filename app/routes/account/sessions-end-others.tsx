import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { nothingForm } from "#app/identity/account/account.forms.ts";
import { ConfirmPage } from "#app/identity/account/confirm-page.tsx";
import { endOtherSessions } from "#app/identity/account/end-other-sessions.server.ts";
import { requireActor, requireSession } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_sessions_end_others()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	await requireActor(request);
	return null;
}

export async function action({ request }: ActionFunctionArgs) {
	const { id: askingSessionId, actor } = await requireSession(request);
	return submitted(request, nothingForm, async () => {
		await endOtherSessions(commandContext(actor), { askingSessionId });
		return redirect("/account?done=others-ended", 303);
	});
}

export default function SessionsEndOthers() {
	return (
		<ConfirmPage
			title={m.account_sessions_end_title()}
			text={m.account_session_end_text()}
			submit={m.account_sessions_end_others()}
		/>
	);
}
