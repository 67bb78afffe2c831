import { Form } from "@remix-run/react";
import { ErrorSummary } from "#app/form/error-summary.tsx";
import { fieldId } from "#app/form/read-form.ts";
import { Button } from "#app/ui/parts/button.tsx";
import { describedBy, FieldFrame } from "#app/ui/parts/field-frame.tsx";
import { CodeInput } from "#app/ui/parts/inputs.tsx";
import { m } from "#messages/messages.js";

type Props = {
	/** As it was typed. */
	typed?: string;
	/** It cannot be a code. */
	wrong?: boolean;
	look?: "primary" | "secondary";
};

/** Asks for a code. A plain GET, so that it works from any page and without scripts. */
export function VerifyForm({ typed, wrong, look = "secondary" }: Props) {
	const id = fieldId("code");
	const error = wrong ? m.certificate_code_form() : undefined;
	return (
		<>
			{error ? <ErrorSummary errors={{ code: error }} formError={null} /> : null}
			<Form method="get" action="/verify" className="form">
				<FieldFrame id={id} label={m.certificate_code()} hint={m.certificate_code_hint()} error={error}>
					<CodeInput
						id={id}
						name="code"
						width="w14"
						defaultValue={typed}
						maxLength={300}
						required
						autoCapitalize="characters"
						invalid={wrong}
						aria-describedby={describedBy(id, true, error)}
					/>
				</FieldFrame>
				<div className="actions">
					<Button look={look}>{m.certificate_check()}</Button>
				</div>
			</Form>
		</>
	);
}
