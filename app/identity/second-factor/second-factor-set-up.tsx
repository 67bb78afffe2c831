import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { m } from "#messages/messages.js";
import { codeForm, passwordForm } from "../identity.forms.ts";
import { BackupCodes } from "./backup-codes.tsx";
import { KeyPicture, type Picture } from "./key-picture.tsx";

/** What the person needs to put the account into an authenticator app; shown once. */
export type SecondFactorKey = Picture & { backupCodes: string[] };

/** First the password, then the picture to scan and the code that proves it was scanned. */
export function SecondFactorSetUp({ secret }: { secret: SecondFactorKey | null }) {
	const passwordStep = useActionForm(passwordForm, { form: "password" });
	const codeStep = useActionForm(codeForm, { form: "code" });
	const showCode = secret !== null || codeStep.refused;
	if (!showCode) {
		return (
			<ActionFormShell form={passwordStep}>
				<TextField
					form={passwordStep}
					name="password"
					type="password"
					label={m.identity_password()}
					autoComplete="current-password"
				/>
				<SubmitButton form={passwordStep}>{m.identity_set_up_password_submit()}</SubmitButton>
			</ActionFormShell>
		);
	}
	return (
		<ActionFormShell form={codeStep}>
			{secret ? (
				<>
					<KeyPicture picture={secret} />
					<p>{m.identity_set_up_codes()}</p>
					<BackupCodes codes={secret.backupCodes} />
				</>
			) : null}
			<HiddenField name="step" value="code" />
			<TextField
				form={codeStep}
				name="code"
				label={m.identity_set_up_confirm()}
				code
				width="w8"
				inputMode="numeric"
				autoComplete="one-time-code"
			/>
			<SubmitButton form={codeStep}>{m.identity_set_up_submit()}</SubmitButton>
		</ActionFormShell>
	);
}
