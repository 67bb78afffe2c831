import { type FormEvent, useState } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, RadioField, SubmitButton, TextAreaField, TextField, TickField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatDong, sumDong } from "#app/kernel/dong.ts";
import { formatTime } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { answerForm, codeForm } from "./provider.forms.ts";
import type { ProviderPage } from "./provider-page.server.ts";

type Props = { token: string; page: ProviderPage };

/** First a code is mailed, by a press: opening the link sends nothing. Then the answer, in which nothing is chosen yet. */
export function ProviderAnswerForm({ token, page }: Props) {
	if (!page.code) return <CodeForm token={token} page={page} first />;
	return (
		<>
			<AnswerForm token={token} page={page} code={page.code} />
			<CodeForm token={token} page={page} />
		</>
	);
}

function CodeForm({ token, page, first = false }: Props & { first?: boolean }) {
	const form = useActionForm(codeForm, { form: "code" });
	return (
		<ActionFormShell form={form} className={first ? "form" : "mt-4"}>
			<HiddenField name="token" value={token} />
			{first ? <p>{m.agreement_provider_code_first({ email: page.sentTo })}</p> : null}
			<SubmitButton form={form} look={first ? "primary" : "secondary"} small={!first}>
				{first ? m.agreement_provider_code_send() : m.agreement_provider_code_again()}
			</SubmitButton>
		</ActionFormShell>
	);
}

function AnswerForm({ token, page, code }: Props & { code: { at: Date; until: Date } }) {
	const form = useActionForm(answerForm, { form: "answer" });
	const amount = formatDong(sumDong(page.lines.map(({ priceDong }) => priceDong)), getLocale());
	const [chosen, setChosen] = useState(form.field("answer").given);
	const watch = ({ target }: FormEvent<HTMLElement>) => {
		if (target instanceof HTMLInputElement && target.name === "answer") setChosen(target.value);
	};
	return (
		<ActionFormShell form={form} summaryTitle={(count) => m.agreement_provider_summary({ count })}>
			<HiddenField name="token" value={token} />
			<div onChange={watch}>
				<RadioField
					form={form}
					name="answer"
					label={m.agreement_provider_question()}
					choices={[
						{
							value: "accepted",
							label: m.agreement_provider_accept(),
							hint: (
								<>
									<span className="whitespace-nowrap">{page.number ?? page.reference}</span>, {amount}
								</>
							),
						},
						{ value: "declined", label: m.agreement_provider_decline(), hint: m.agreement_provider_decline_hint() },
					]}
				/>
			</div>
			<TextAreaField
				form={form}
				name="reasons"
				label={m.agreement_provider_reasons()}
				hint={m.agreement_provider_reasons_hint({ business: page.business.name })}
				optional="sometimes"
				rows={3}
			/>
			<TextField form={form} name="name" label={m.agreement_provider_name()} autoComplete="name" width="w20" />
			<TextField
				form={form}
				name="position"
				label={m.agreement_provider_position()}
				autoComplete="organization-title"
				width="w20"
			/>
			<TickField form={form} name="rightToBind" label={m.agreement_provider_right({ name: page.name })} />
			<TextField
				form={form}
				name="code"
				label={m.agreement_provider_code()}
				hint={m.agreement_provider_code_hint({
					email: page.sentTo,
					at: formatTime(code.at),
					until: formatTime(code.until),
				})}
				code
				inputMode="numeric"
				autoComplete="one-time-code"
				width="w14"
			/>
			<SubmitButton form={form}>{verbOf(chosen)}</SubmitButton>
			<p className="text-small">{m.agreement_provider_binding()}</p>
		</ActionFormShell>
	);
}

/** The button repeats what is chosen, once scripts know it. */
function verbOf(chosen: string): string {
	if (chosen === "accepted") return m.agreement_provider_do_accept();
	return chosen === "declined" ? m.agreement_provider_do_decline() : m.agreement_provider_send();
}
