import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { changePasswordForm } from "#app/identity/account/account.forms.ts";
import { PasswordForm } from "#app/identity/account/password-form.tsx";
import { changePassword } from "#app/identity/passwords/change-password.server.ts";
import { requireActor, requireSession } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_password_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	await requireActor(request);
	return null;
}

export async function action({ request }: ActionFunctionArgs) {
	const { id, actor } = await requireSession(request);
	return submitted(request, changePasswordForm, async ({ currentPassword, password }) => {
		await changePassword(commandContext(actor), { currentPassword, password, sessionId: id });
		return redirect("/account?done=password", 303);
	});
}

export default function Password() {
	return (
		<>
			<BackLink to="/account">{m.account_page()}</BackLink>
			<PageTitle>{m.account_password_title()}</PageTitle>
			<PasswordForm look="primary" />
		</>
	);
}
