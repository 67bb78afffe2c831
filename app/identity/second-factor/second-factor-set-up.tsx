import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { m } from "#messages/messages.js";
import { codeForm, passwordForm } from "../identity.forms.ts";

/** What the person needs to put the account into an authenticator app; shown once. */
export type SecondFactorKey = { size: number; path: string; secret: string; backupCodes: string[] };

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
			{secret ? <KeyPicture secret={secret} /> : null}
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

function KeyPicture({ secret }: { secret: SecondFactorKey }) {
	const edge = secret.size + 8;
	return (
		<>
			<p className="font-semibold">{m.identity_set_up_scan()}</p>
			<svg role="img" aria-label={m.identity_set_up_qr()} width="208" height="208" viewBox={`-4 -4 ${edge} ${edge}`}>
				<rect x="-4" y="-4" width={edge} height={edge} fill="#fff" />
				<path d={secret.path} fill="#000" shapeRendering="crispEdges" />
			</svg>
			<p>
				{m.identity_set_up_key()} <code className="num break-all font-semibold">{secret.secret}</code>
			</p>
			<p>{m.identity_set_up_codes()}</p>
			<ul className="num columns-2">
				{secret.backupCodes.map((code) => (
					<li key={code}>{code}</li>
				))}
			</ul>
		</>
	);
}
