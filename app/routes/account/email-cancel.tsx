import type { MetaFunction } from "@remix-run/node";
import { cancelAddress } from "#app/identity/account/address/cancel-address.server.ts";
import { ConfirmPage } from "#app/identity/account/confirm-page.tsx";
import { anyoneSignedIn, plainStep } from "#app/identity/account/plain-step.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_page()} – ${m.house_app_name()}` }];

export const loader = anyoneSignedIn;

export const action = plainStep(cancelAddress, "address-cancelled");

export default function EmailCancel() {
	return (
		<ConfirmPage
			title={m.account_address_cancel()}
			text={m.account_address_cancel_text()}
			submit={m.account_address_cancel()}
		/>
	);
}
