import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { nothingForm } from "#app/identity/account/account.forms.ts";
import { ConfirmPage } from "#app/identity/account/confirm-page.tsx";
import { startPhoneChange } from "#app/identity/account/factor/start-phone-change.server.ts";
import { requireRecent } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_factor_change()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	await requireRecent(request);
	return null;
}

export async function action({ request }: ActionFunctionArgs) {
	const { actor } = await requireRecent(request);
	return submitted(request, nothingForm, async () => {
		await startPhoneChange(commandContext(actor));
		return redirect("/account/second-factor/change", 303);
	});
}

export default function SecondFactorNewPhone() {
	return (
		<ConfirmPage
			title={m.account_factor_change_question()}
			text={m.account_factor_change_lead()}
			submit={m.account_factor_change_start()}
			look="primary"
		/>
	);
}
