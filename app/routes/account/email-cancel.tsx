import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { commandContext } from "#app/house/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { nothingForm } from "#app/identity/account/account.forms.ts";
import { cancelAddress } from "#app/identity/account/address/cancel-address.server.ts";
import { ConfirmPage } from "#app/identity/account/confirm-page.tsx";
import { requireActor } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_page()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	await requireActor(request);
	return null;
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	return submitted(request, nothingForm, async () => {
		await cancelAddress(commandContext(actor));
		return redirect("/account?done=address-cancelled", 303);
	});
}

export default function EmailCancel() {
	return (
		<ConfirmPage
			title={m.account_address_cancel()}
			text={m.account_address_cancel_text()}
			submit={m.account_address_cancel()}
		/>
	);
}
