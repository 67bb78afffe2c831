import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HiddenField } from "#app/form/form-fields.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { linkForm } from "#app/identity/account/account.forms.ts";
import { findByLink } from "#app/identity/account/address/address-change.server.ts";
import { cancelAddressByLink } from "#app/identity/account/address/cancel-address.server.ts";
import { AddressStands, DeadLink } from "#app/identity/account/address/link-pages.tsx";
import { ConfirmPage } from "#app/identity/account/confirm-page.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_address_change()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const query = new URL(request.url).searchParams;
	const token = query.get("token") ?? "";
	return { token, done: query.has("done"), change: await findByLink(db, "cancel", token, now()) };
}

export async function action({ request }: ActionFunctionArgs) {
	return submitted(request, linkForm, async ({ token }) => {
		await cancelAddressByLink(commandContext({ visitor: true }), { token });
		return redirect("/account/email/keep?done", 303);
	});
}

export default function EmailKeep() {
	const { token, done, change } = useLoaderData<typeof loader>();
	if (done) {
		return (
			<AddressStands title={m.account_address_stopped_title()} text={m.account_address_stopped_text()} newPassword />
		);
	}
	if (!change) return <DeadLink />;
	return (
		<ConfirmPage
			title={m.account_address_stop_title({ email: change.toEmail })}
			text={m.account_address_stop_text()}
			submit={m.account_address_stop_submit()}
			look="primary"
		>
			<HiddenField name="token" value={token} />
		</ConfirmPage>
	);
}
