import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HiddenField } from "#app/form/form-fields.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { linkForm } from "#app/identity/account/account.forms.ts";
import { findByLink } from "#app/identity/account/address/address-change.server.ts";
import { confirmNewAddress } from "#app/identity/account/address/confirm-address.server.ts";
import { AddressStands, DeadLink } from "#app/identity/account/address/link-pages.tsx";
import { ConfirmPage } from "#app/identity/account/confirm-page.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_address_change()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const query = new URL(request.url).searchParams;
	const token = query.get("token") ?? "";
	return { token, done: query.has("done"), change: await findByLink(db, "confirm", token, now()) };
}

export async function action({ request }: ActionFunctionArgs) {
	return submitted(request, linkForm, async ({ token }) => {
		await confirmNewAddress(commandContext({ visitor: true }), { token });
		return redirect("/account/email/confirm?done", 303);
	});
}

/** Opening the link changes nothing: mail programs and scanners open links too. */
export default function EmailConfirm() {
	const { token, done, change } = useLoaderData<typeof loader>();
	if (done)
		return <AddressStands title={m.account_address_confirmed_title()} text={m.account_address_confirmed_text()} />;
	if (!change) return <DeadLink />;
	return (
		<ConfirmPage
			title={m.account_address_confirm_title({ email: change.toEmail })}
			text={m.account_address_confirm_text({ old: change.fromEmail })}
			submit={m.account_address_confirm_submit()}
			look="primary"
		>
			<HiddenField name="token" value={token} />
		</ConfirmPage>
	);
}
