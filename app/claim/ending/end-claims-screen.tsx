import { Link } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ConfirmBox } from "#app/ui/parts/confirm-box.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { endClaimsForm, endingForm } from "../claim.forms.ts";
import type { EndClaimsForPage, EndClaimsPage } from "./end-claims-page.server.ts";

/** Asks the business once more: what goes back, what is paid and what has to be paid back. */
export function EndClaimsScreen({ page }: { page: EndClaimsPage }) {
	const form = useActionForm(endClaimsForm);
	const { reference, permission, leftDong, keptDong, outstandingDong, hasDraft } = page;
	const inWords = (dong: bigint) => formatDong(dong, getLocale());
	return (
		<>
			<BackLink to={`/applications/${reference}/claims/new`}>{m.claim_back_list()}</BackLink>
			<ActionFormShell form={form} className="">
				<ConfirmBox
					title={m.claim_end_title()}
					actions={
						<>
							<SubmitButton
								form={form}
								look="warning"
								disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}
							>
								{m.claim_end_do()}
							</SubmitButton>
							<Link to={`/applications/${reference}/claims/new`}>{m.claim_end_keep()}</Link>
						</>
					}
				>
					<p>{m.claim_end_text({ left: inWords(leftDong) })}</p>
					{hasDraft ? <p className="mt-2">{m.claim_end_text_draft()}</p> : null}
					{keptDong > 0n ? <p className="mt-2">{m.claim_end_text_kept({ kept: inWords(keptDong) })}</p> : null}
					{outstandingDong > 0n ? (
						<p className="mt-2">{m.claim_end_text_advance({ outstanding: inWords(outstandingDong) })}</p>
					) : null}
				</ConfirmBox>
			</ActionFormShell>
		</>
	);
}

/** The manager ends the claims of a silent business, with reasons that it reads. */
export function EndClaimsForScreen({ page }: { page: EndClaimsForPage }) {
	const form = useActionForm(endingForm);
	const { reference, businessName: business, leftDong, outstandingDong, hasDraft, movedOn } = page;
	const locale = getLocale();
	const lead = { business, left: formatDong(leftDong, locale), date: formatDate(movedOn, locale) };
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.claim_end_for_lead(lead)}>
				<Unbroken text={m.claim_end_for_title({ reference })} part={reference} />
			</PageTitle>
			{hasDraft ? <p className="mb-3">{m.claim_end_for_draft()}</p> : null}
			{outstandingDong > 0n ? (
				<p className="mb-3">{m.claim_end_text_advance({ outstanding: formatDong(outstandingDong, locale) })}</p>
			) : null}
			<TextAreaField form={form} name="reasons" label={m.claim_cancel_reasons()} hint={m.claim_cancel_reasons_hint()} />
			<div className="actions">
				<SubmitButton form={form} look="warning">
					{m.claim_end_do()}
				</SubmitButton>
				<TextLink to="/association">{m.claim_cancel_keep()}</TextLink>
			</div>
		</ActionFormShell>
	);
}
