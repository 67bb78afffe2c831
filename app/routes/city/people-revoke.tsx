import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { associationName } from "#app/association/association-name.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { unsafeFindGrant } from "#app/identity/people/grant.server.ts";
import { revokeRole } from "#app/identity/people/revoke-role.server.ts";
import { roleHeldInWords } from "#app/identity/proposals/person-words.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { ConfirmBox } from "#app/ui/parts/confirm-box.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.people_revoke_title()} – ${m.house_app_name()}` }];

const params = z.object({ grantId: z.uuid() });
const revokeForm = z.object({});

export async function loader({ request, params: given }: LoaderFunctionArgs) {
	await requireStaff(request, "administrator");
	const { grantId } = orNotFound(params.safeParse(given).data);
	const grant = orNotFound(await unsafeFindGrant(db, grantId));
	return { grant, association: await findAssociation(db, grant.scopeId) };
}

export async function action({ request, params: given }: ActionFunctionArgs) {
	const actor = await requireStaff(request, "administrator");
	const { grantId } = orNotFound(params.safeParse(given).data);
	return submitted(request, revokeForm, async () => {
		await revokeRole(commandContext(actor), { grantId });
		return redirect("/admin/people?done=revoked", 303);
	});
}

export default function RevokeRole() {
	const { grant, association } = useLoaderData<typeof loader>();
	const form = useActionForm(revokeForm);
	const names = new Map(association ? [[association.id, associationName(association, getLocale())]] : []);
	const role = roleHeldInWords(grant, names);
	return (
		<ActionFormShell form={form}>
			<ConfirmBox
				title={m.people_revoke_question({ role, name: grant.name })}
				actions={
					<>
						<SubmitButton form={form} look="warning">
							{m.people_revoke()}
						</SubmitButton>
						<Link to="/admin/people">{m.people_keep()}</Link>
					</>
				}
			>
				{m.people_revoke_text()}
			</ConfirmBox>
		</ActionFormShell>
	);
}
