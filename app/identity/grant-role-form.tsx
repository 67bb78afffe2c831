import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SelectField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import type { Given } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import { m } from "#messages/messages.js";
import { associationRoles, cityRoles } from "./people.access.ts";
import { grantRoleForm } from "./people.forms.ts";
import { roleName } from "./role-name.ts";

type Props = { scopes: { value: string; label: string }[]; saved: Given };

/** Gives a role to somebody who has an account. */
export function GrantRoleForm({ scopes, saved }: Props) {
	const form = useActionForm(grantRoleForm(scopes.map(({ value }) => value)), { saved });
	const options = (roles: readonly (typeof associationRoles | typeof cityRoles)[number][]) =>
		roles.map((role) => ({ value: role, label: roleName(role) }));
	return (
		<ActionFormShell form={form}>
			<TextField form={form} name="email" type="email" label={m.people_email()} hint={m.people_email_hint()} />
			<SelectField
				form={form}
				name="role"
				label={m.people_role()}
				empty={m.people_choose()}
				options={[
					{ group: m.people_association_roles(), options: options(associationRoles) },
					{ group: m.people_city_roles(), options: options(cityRoles) },
				]}
			/>
			<SelectField
				form={form}
				name="association"
				label={m.people_association()}
				hint={m.people_association_hint()}
				optional
				empty={m.people_no_association()}
				options={scopes}
			/>
			<div className="actions">
				<SubmitButton form={form}>{m.people_grant()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
