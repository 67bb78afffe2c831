import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { canTurnOffSecondFactor } from "#app/identity/account/account.access.ts";
import { nothingForm } from "#app/identity/account/account.forms.ts";
import { ConfirmPage } from "#app/identity/account/confirm-page.tsx";
import { turnOffSecondFactor } from "#app/identity/account/factor/turn-off-second-factor.server.ts";
import { requireRecent } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_factor_turn_off()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor } = await requireRecent(request);
	return { permission: canTurnOffSecondFactor(actor) };
}

export async function action({ request }: ActionFunctionArgs) {
	const { id: sessionId, actor } = await requireRecent(request);
	return submitted(request, nothingForm, async () => {
		await turnOffSecondFactor(commandContext(actor), { sessionId });
		return redirect("/account?done=factor-off", 303);
	});
}

export default function SecondFactorOff() {
	const { permission } = useLoaderData<typeof loader>();
	return (
		<ConfirmPage
			title={m.account_factor_turn_off_title()}
			text={m.account_factor_turn_off_text()}
			submit={m.account_factor_turn_off()}
			disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}
			keep={{ to: "/account", label: m.account_factor_keep() }}
		/>
	);
}
