import type { ReactNode } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SelectField, SubmitButton } from "#app/form/form-fields.tsx";
import type { ActionForm } from "#app/form/use-action-form.ts";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

type Props = {
	form: ActionForm;
	programmes: { id: string; nameVi: string; nameEn: string }[];
	/** Where the choice leads, by GET. */
	action: string;
	verb: string;
	/** What else is chosen. */
	children: ReactNode;
};

/** The first page of a proposal: for which programme it is. */
export function ProgrammeChoiceForm({ form, programmes, action, verb, children }: Props) {
	const locale = getLocale();
	return (
		<Panel>
			{programmes.length === 0 ? (
				<EmptyState sentence={m.budget_no_programme()} />
			) : (
				<ActionFormShell form={form} action={action}>
					<SelectField
						form={form}
						name="programme"
						label={m.budget_field_programme()}
						options={programmes.map(({ id, nameVi, nameEn }) => ({
							value: id,
							label: locale === "vi" ? nameVi : nameEn,
						}))}
						width="full"
					/>
					{children}
					<div className="actions">
						<SubmitButton form={form}>{verb}</SubmitButton>
					</div>
				</ActionFormShell>
			)}
		</Panel>
	);
}
