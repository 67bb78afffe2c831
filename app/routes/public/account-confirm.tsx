import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submitted } from "#app/house/http.server.ts";
import { ConfirmByCode, ConfirmByPassword } from "#app/identity/confirm-form.tsx";
import { confirmByCode, confirmByPassword } from "#app/identity/confirm-it-is-you.server.ts";
import { afterSignIn, backupCodesLeft, entranceOf } from "#app/identity/entrance.ts";
import { codeOrBackupForm, passwordForm } from "#app/identity/identity.forms.ts";
import { BackupCodeUsed } from "#app/identity/second-factor/backup-code-used.tsx";
import { requireSession } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_confirm()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor } = await requireSession(request);
	const { search } = new URL(request.url);
	const next = afterSignIn(search, entranceOf(actor));
	return { byCode: actor.secondFactor, left: backupCodesLeft(search), next };
}

export async function action({ request }: ActionFunctionArgs) {
	const session = await requireSession(request);
	const { search } = new URL(request.url);
	const next = afterSignIn(search, entranceOf(session.actor));
	if (!session.actor.secondFactor) {
		return submitted(request, passwordForm, async ({ password }) => {
			await confirmByPassword(session, password);
			return redirect(next, 303);
		});
	}
	return submitted(request, codeOrBackupForm, async ({ code }) => {
		const left = await confirmByCode(session, code);
		if (left === null) return redirect(next, 303);
		const query = new URLSearchParams(search);
		query.set("left", String(left));
		return redirect(`/account/confirm?${query}`, 303);
	});
}

export default function AccountConfirm() {
	const { byCode, left, next } = useLoaderData<typeof loader>();
	if (left !== null) return <BackupCodeUsed left={left} next={next} />;
	return byCode ? <ConfirmByCode /> : <ConfirmByPassword />;
}
