import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { submitted } from "#app/house/http.server.ts";
import { backupCodesLeft } from "#app/identity/entrance.ts";
import { codeOrBackupForm } from "#app/identity/identity.forms.ts";
import { BackupCodeUsed } from "#app/identity/second-factor/backup-code-used.tsx";
import { CodeField } from "#app/identity/second-factor/code-field.tsx";
import { findSession } from "#app/identity/session.server.ts";
import { signInWithCode } from "#app/identity/sign-in.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_second_factor()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const session = await findSession(request);
	const { search } = new URL(request.url);
	const left = backupCodesLeft(search);
	if (session && !session.half && left === null) return redirect(`/home${search}`, 303);
	return { isHalf: session?.half === true, left: session && !session.half ? left : null };
}

export async function action({ request }: ActionFunctionArgs) {
	return submitted(request, codeOrBackupForm, async ({ code }) => {
		const { headers, backupCodesLeft: left } = await signInWithCode(request, code);
		const query = new URL(request.url).searchParams;
		if (left === null) return redirect(`/home?${query}`, { status: 303, headers });
		query.set("left", String(left));
		return redirect(`/sign-in/second-factor?${query}`, { status: 303, headers });
	});
}

export default function SecondFactor() {
	const { isHalf, left } = useLoaderData<typeof loader>();
	const form = useActionForm(codeOrBackupForm);
	if (left !== null) return <BackupCodeUsed left={left} next="/home" />;
	return (
		<>
			<BackLink to="/sign-in">{m.identity_sign_in()}</BackLink>
			{isHalf ? (
				<ActionFormShell form={form}>
					<PageTitle lead={m.identity_second_factor_lead()}>{m.identity_second_factor()}</PageTitle>
					<CodeField form={form} />
					<div className="actions">
						<SubmitButton form={form}>{m.identity_second_factor_submit()}</SubmitButton>
					</div>
				</ActionFormShell>
			) : (
				<>
					<PageTitle>{m.identity_second_factor()}</PageTitle>
					<Notice tone="yellow">{m.identity_refusal_second_factor_expired()}</Notice>
					<p className="mt-4">
						<Link to="/sign-in">{m.identity_sign_in()}</Link>
					</p>
				</>
			)}
		</>
	);
}
