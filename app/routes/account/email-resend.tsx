import type { MetaFunction } from "@remix-run/node";
import { resendAddress } from "#app/identity/account/address/resend-address.server.ts";
import { ConfirmPage } from "#app/identity/account/confirm-page.tsx";
import { anyoneSignedIn, plainStep } from "#app/identity/account/plain-step.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_page()} – ${m.house_app_name()}` }];

export const loader = anyoneSignedIn;

export const action = plainStep(resendAddress, "address-resent");

export default function EmailResend() {
	return (
		<ConfirmPage
			title={m.account_address_resend()}
			text={m.account_address_resend_text()}
			submit={m.account_address_resend()}
			look="primary"
		/>
	);
}
