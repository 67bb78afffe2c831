import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { TaskList } from "#app/ui/parts/task-list.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canEndClaims, canStartClaim } from "./claim.access.ts";
import { startClaimForm } from "./claim.forms.ts";
import { isGivenUp } from "./claim.states.ts";
import { kindName } from "./claim-rows.tsx";
import { ClaimStateTag } from "./claim-state-tag.tsx";
import type { ClaimListRow, ClaimsPage } from "./claims-page.server.ts";

type Props = {
	page: ClaimsPage;
	/** Of the claim that this page may open: pressing twice opens one. */
	claimId: string;
};

/** What can still be claimed of an application, what a claim needs, and the claims so far. */
export function ClaimsOfApplication({ page, claimId }: Props) {
	const locale = getLocale();
	const form = useActionForm(startClaimForm);
	const { approvedDong, claimable, claims } = page;
	const permission = canStartClaim(claimable);
	return (
		<ActionFormShell form={form} className="">
			<PageTitle lead={claimable.lastClaimMade ? undefined : m.claim_new_lead()}>{m.claim_new_title()}</PageTitle>
			<Sum
				rows={[
					{ label: m.claim_sum_approved(), amount: formatDong(approvedDong, locale) },
					{ label: m.claim_sum_claimed(), amount: formatDong(approvedDong - claimable.leftDong, locale) },
					{
						label: leftLabel(claimable),
						amount: formatDong(claimable.leftDong, locale),
						kind: "total",
					},
				]}
			/>
			{permission.allowed ? (
				<Section title={m.claim_new_need()} rule={false}>
					<ul className="mt-2 list-disc pl-6">
						<li>{m.claim_new_need_invoice()}</li>
						<li>{m.claim_new_need_proof()}</li>
						<li>{m.claim_new_need_account()}</li>
					</ul>
				</Section>
			) : null}
			{page.advanceDong > 0n ? (
				<p className="mt-4">
					{m.claim_new_advance({ most: formatDong(page.advanceDong, locale) })}{" "}
					<TextLink to={`/applications/${page.reference}/advance`}>{m.claim_new_advance_link()}</TextLink>
				</p>
			) : null}
			<HiddenField name="claimId" value={claimId} />
			<div className="actions mt-6">
				<SubmitButton form={form} disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}>
					{m.claim_new_start()}
				</SubmitButton>
			</div>
			{canEndClaims(claimable).allowed ? (
				<p className="mt-5">
					{m.claim_end_hint()} <TextLink to={`/applications/${page.reference}/claims/end`}>{m.claim_end_do()}</TextLink>
				</p>
			) : null}
			{claims.length > 0 ? (
				<Section title={m.claim_list_title()}>
					<TaskList tasks={claims.map(taskOf)} />
				</Section>
			) : null}
		</ActionFormShell>
	);
}

/** "Đã đề nghị đủ" is no amount that one gives up. */
function leftLabel({ lastClaimMade, leftDong }: ClaimsPage["claimable"]): string {
	if (!lastClaimMade) return m.claim_sum_left();
	return leftDong === 0n ? m.claim_sum_all_claimed() : m.claim_sum_given_up();
}

function taskOf({ reference, kind, state, subsidyDong, submittedAt, createdAt, last }: ClaimListRow) {
	const locale = getLocale();
	const day = submittedAt
		? m.claim_list_submitted_on({ date: formatDate(submittedAt, locale) })
		: m.claim_list_started_on({ date: formatDate(createdAt, locale) });
	return {
		title: kind === "costs" ? reference : `${reference}, ${kindName(kind).toLocaleLowerCase()}`,
		reference,
		href: `/claims/${reference}`,
		fact: subsidyDong === null ? day : `${formatDong(subsidyDong, locale)}. ${day}`,
		tag: <ClaimStateTag state={isGivenUp(last) ? "given-up" : state} />,
	};
}
