import { Users } from "lucide-react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SelectField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import type { Given } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { Icon } from "#app/ui/parts/icon.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { roleName } from "../roles/role-name.ts";
import { grantRoleForm } from "../roles/roles.forms.ts";
import { associationRoles, cityRoles } from "../roles/roles.rules.ts";

type Props = {
	scopes: { value: string; label: string }[];
	saved: Given;
	proposalId: string;
	/** From when a role would hold that is confirmed today, at the earliest. */
	earliest: Date;
};

/** Gives a role to somebody who has an account, or proposes it. */
export function GiveRoleForm({ scopes, saved, proposalId, earliest }: Props) {
	const form = useActionForm(grantRoleForm(scopes.map(({ value }) => value)), { saved });
	const options = (roles: readonly (typeof associationRoles | typeof cityRoles)[number][]) =>
		roles.map((role) => ({ value: role, label: roleName(role) }));
	return (
		<ActionFormShell form={form}>
			<HiddenField name="proposalId" value={form.field("proposalId").given || proposalId} />
			<TextField
				form={form}
				name="email"
				type="email"
				label={m.people_email()}
				hint={m.people_email_hint()}
				width="full"
			/>
			<SelectField
				form={form}
				name="role"
				label={m.people_role()}
				empty={m.people_choose()}
				width="full"
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
				optional="sometimes"
				empty={m.people_no_association()}
				width="full"
				options={scopes}
			/>
			<TextField
				form={form}
				name="unit"
				label={m.people_unit()}
				hint={m.people_unit_hint()}
				optional
				width="full"
				maxLength={120}
			/>
			<div className="my-4 border-blue border-l-[3px] pl-3 text-small">
				<p className="font-semibold text-blue">
					<Icon of={Users} size={16} className="mr-1.5 inline align-[-0.15em]" />
					{m.people_two_needed()}
				</p>
				<p>{m.people_two_needed_text({ from: formatDateTime(earliest, getLocale()) })}</p>
			</div>
			<TextField
				form={form}
				name="basis"
				label={m.people_basis()}
				hint={m.people_basis_hint()}
				optional
				width="full"
				maxLength={200}
			/>
			<div className="actions">
				<SubmitButton form={form} look="secondary">
					{m.people_give()}
				</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
