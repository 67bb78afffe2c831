import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { bringBegunAlong } from "#app/check/begun.server.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { submitted } from "#app/house/http.server.ts";
import { confirmAddressForm } from "#app/identity/identity.forms.ts";
import { findActor } from "#app/identity/session.server.ts";
import { addressToConfirm, confirmAddress } from "#app/identity/sign-up.server.ts";
import { readCarry } from "#app/identity/sign-up-carry.server.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { SignOutButton } from "#app/ui/shells/sign-out-button.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_verify()} – ${m.house_app_name()}` }];

/** Only looks: programs open links of mails before their readers do. */
export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await findActor(request);
	const email = await addressToConfirm(new URL(request.url).searchParams.get("token") ?? "");
	return { signedInAs: actor?.name ?? null, email };
}

export async function action({ request }: ActionFunctionArgs) {
	return submitted(request, confirmAddressForm, async (input) => {
		const { to } = readCarry(input.token).carry;
		const headers = await confirmAddress(request, input, bringBegunAlong);
		return redirect(to ? `/home?to=${encodeURIComponent(to)}` : "/home", { status: 303, headers });
	});
}

export default function VerifyEmail() {
	const { signedInAs, email } = useLoaderData<typeof loader>();
	if (email === null) {
		return (
			<>
				<PageTitle lead={m.identity_verify_failed_text()}>{m.identity_verify_failed()}</PageTitle>
				<Link to="/sign-in">{m.identity_sign_in()}</Link>
			</>
		);
	}
	if (signedInAs !== null) {
		return (
			<>
				<PageTitle>{m.identity_verify()}</PageTitle>
				<Notice tone="yellow">{m.identity_verify_signed_in({ name: signedInAs })}</Notice>
				<div className="mt-4">
					<SignOutButton />
				</div>
			</>
		);
	}
	return <ConfirmAddress email={email} />;
}

function ConfirmAddress({ email }: { email: string }) {
	const [query] = useSearchParams();
	const form = useActionForm(confirmAddressForm);
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.identity_verify_lead({ email })}>{m.identity_verify()}</PageTitle>
			<HiddenField name="token" value={query.get("token") ?? ""} />
			<TextField
				form={form}
				name="password"
				type="password"
				label={m.identity_password()}
				autoComplete="current-password"
			/>
			<div className="actions">
				<SubmitButton form={form}>{m.identity_verify_submit()}</SubmitButton>
				<Link to="/forgot-password">{m.identity_forgot()}</Link>
			</div>
		</ActionFormShell>
	);
}
