import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { nothingForm } from "#app/identity/account/account.forms.ts";
import { ConfirmPage } from "#app/identity/account/confirm-page.tsx";
import { deviceInWords } from "#app/identity/account/device.ts";
import { endSession } from "#app/identity/account/end-session.server.ts";
import { findOwnSession } from "#app/identity/account/own-sessions.server.ts";
import { requireActor, requireSession } from "#app/identity/session.server.ts";
import { NotFound, orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_session_end()} – ${m.house_app_name()}` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const { browser } = orNotFound(await findOwnSession(ctx, params.id ?? ""));
	return { browser };
}

export async function action({ request, params }: ActionFunctionArgs) {
	const { id: askingSessionId, actor } = await requireSession(request);
	const ctx = commandContext(actor);
	const { id: sessionId } = orNotFound(await findOwnSession(ctx, params.id ?? ""));
	return submitted(request, nothingForm, async () => {
		if (!(await endSession(ctx, { sessionId, askingSessionId }))) throw new NotFound();
		return redirect("/account?done=session-ended", 303);
	});
}

export default function SessionEnd() {
	const { browser } = useLoaderData<typeof loader>();
	const device = deviceInWords(browser);
	return (
		<ConfirmPage
			title={m.account_session_end_title({ device })}
			text={m.account_session_end_text()}
			submit={m.account_session_end()}
		/>
	);
}
