import { type FormEvent, type ReactNode, useState } from "react";
import { batchForm } from "#app/disbursement/disbursement.forms.ts";
import { kindInWords, maskedAccount } from "#app/disbursement/disbursement-text.ts";
import { type FinanceCounts, FinanceTabs } from "#app/disbursement/finance-tabs.tsx";
import { StripeAccountTag } from "#app/disbursement/stripe/payee-at-stripe.tsx";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { FilterForm, FilterSelect } from "#app/form/filter-form.tsx";
import { HiddenField, SubmitButton } from "#app/form/form-fields.tsx";
import { fieldId } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatDong, formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { tieFindingText } from "#app/review/finding/finding-words.ts";
import { Checkbox } from "#app/ui/parts/checkbox.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { AdvanceDueBack } from "./advances-due-back.server.ts";
import { type Choice, choicesOf, isPayable } from "./choose-all.ts";
import type { DueClaim } from "./due-claims.server.ts";
import type { DueQuery, dueOptions } from "./due-filter.ts";
import type { StrayMoney as Stray } from "./stray-money.server.ts";
import { StrayMoney } from "./stray-money.tsx";

type Props = {
	/** Those that the filter lets through. */
	due: DueClaim[];
	query: DueQuery;
	options: ReturnType<typeof dueOptions>;
	/** What was paid ahead and cannot be earned any more. */
	dueBack: AdvanceDueBack[];
	/** What came back, or could not be given back. */
	stray: Stray[];
	counts: FinanceCounts;
	/** Made by the loader: pressing twice makes one batch. */
	batchId: string;
	mayPay: boolean;
	/** What the reader has to do: a later room knows. */
	turns: ReactNode;
};

/** What waits to be paid; ticked claims become a batch. A claim without an account cannot be ticked, and says why. */
export function DueScreen({ due, query, options, dueBack, stray, counts, batchId, mayPay, turns }: Props) {
	const form = useActionForm(batchForm);
	const locale = getLocale();
	const [chosen, setChosen] = useState<readonly string[]>([]);
	const watch = (event: FormEvent<HTMLElement>) => {
		const posted = event.currentTarget.closest("form");
		setChosen(posted ? new FormData(posted).getAll("claims").map(String) : []);
	};
	const chosenRows = due.filter(({ claim }) => chosen.includes(claim));
	const amountDong = sumDong(chosenRows.map((row) => row.amountDong));
	const dueDong = sumDong(due.map((row) => row.amountDong));
	return (
		<>
			<PageTitle lead={m.disbursement_due_lead({ count: due.length, amount: formatDong(dueDong, locale) })}>
				{m.disbursement_due_title()}
			</PageTitle>
			{turns}
			<FinanceTabs current="due" counts={counts} />
			<StrayMoney rows={stray} />
			{dueBack.length > 0 ? <DueBack rows={dueBack} /> : null}
			<DueFilter query={query} options={options} />
			<ActionFormShell form={form} className="">
				<HiddenField name="batchId" value={batchId} />
				<Panel>
					{due.length === 0 ? (
						<EmptyState sentence={isNarrowed(query) ? m.disbursement_due_none_found() : m.disbursement_due_empty()} />
					) : (
						<div id={fieldId("claims")} onChange={watch}>
							{mayPay && form.alive ? <ChooseAll due={due} chosen={chosen} /> : null}
							<DataTable
								caption={m.disbursement_due_title()}
								captionHidden
								columns={columns(mayPay, dueDong)}
								rows={due}
								rowKey={({ claim }) => claim}
								rowTone={({ last4, payment, paysApplicant, stopped }) =>
									last4 === null || paysApplicant || stopped ? "red" : payment ? "yellow" : undefined
								}
							/>
						</div>
					)}
				</Panel>
				{due.length > 0 ? (
					<div className="actions mt-4">
						{form.alive ? (
							<p className="num">
								{m.disbursement_chosen({ count: chosenRows.length, amount: formatDong(amountDong, locale) })}
							</p>
						) : null}
						<SubmitButton form={form} disabledReason={mayPay ? undefined : m.disbursement_read_only()}>
							{m.disbursement_create()}
						</SubmitButton>
						<p className="text-ink2 text-small">{m.disbursement_create_note()}</p>
					</div>
				) : null}
			</ActionFormShell>
		</>
	);
}

const chooseWords: Record<Choice["is"], (choice: { rail: Choice["rail"]; count: number }) => string> = {
	all: ({ count }) => m.disbursement_choose_all({ count }),
	"all-of-rail": ({ rail, count }) => m.disbursement_choose_all_of({ count, rail: railName(rail) }),
	first: ({ rail, count }) => m.disbursement_choose_first({ count, rail: railName(rail) }),
};

const railName = (rail: Choice["rail"]) => (rail === "stripe" ? "Stripe" : m.disbursement_choose_rail_bank());

/** One press for as many as go into one batch: a batch is of one rail, so that what is of another is given up again. */
function ChooseAll({ due, chosen }: { due: readonly DueClaim[]; chosen: readonly string[] }) {
	const choices = choicesOf(due);
	if (choices.length === 0) return null;
	return (
		<div className="mb-3 flex flex-wrap gap-x-6">
			{choices.map(({ rail, claims, is }) => (
				<Checkbox
					key={rail}
					checked={chosen.length === claims.length && claims.every((claim) => chosen.includes(claim))}
					onChange={({ currentTarget: { form, checked } }) => tick(form, checked ? claims : [])}
				>
					{chooseWords[is]({ rail, count: claims.length })}
				</Checkbox>
			))}
		</div>
	);
}

/** The boxes belong to the browser: they are ticked there, and the list reads them as after each press. */
function tick(form: HTMLFormElement | null, claims: readonly string[]) {
	const wanted = new Set(claims);
	for (const box of form?.querySelectorAll<HTMLInputElement>('input[name="claims"]') ?? []) {
		box.checked = wanted.has(box.value);
	}
}

function isNarrowed({ programme, association }: DueQuery): boolean {
	return programme !== "" || association !== "";
}

/** Nothing to narrow where all of it is of one programme and one association. */
function DueFilter({ query, options: { programmes, associations } }: Pick<Props, "query" | "options">) {
	if (programmes.length < 2 && associations.length < 2 && !isNarrowed(query)) return null;
	return (
		<div className="my-4">
			<FilterForm label={m.disbursement_due_filter()} clearHref="/finance">
				<FilterSelect
					name="programme"
					label={m.report_filter_programme()}
					given={query.programme}
					all={m.report_filter_programme_all()}
					options={programmes}
				/>
				<FilterSelect
					name="association"
					label={m.report_filter_association()}
					given={query.association}
					all={m.report_filter_association_all()}
					options={associations}
				/>
			</FilterForm>
		</div>
	);
}

function DueBack({ rows }: { rows: readonly AdvanceDueBack[] }) {
	return (
		<div className="mb-4">
			<Panel rule="yellow" title={m.disbursement_advances_title()}>
				<p>{m.disbursement_advances_text()}</p>
				<ul className="mt-2 list-disc pl-6">
					{rows.map(({ payment, businessName: business, application, outstandingDong }) => (
						<li key={payment}>
							<TextLink to={`/finance/recoveries/new?payment=${payment}`}>
								{m.disbursement_advances_row({
									business,
									application,
									amount: formatDong(outstandingDong, getLocale()),
								})}
							</TextLink>
						</li>
					))}
				</ul>
			</Panel>
		</div>
	);
}

function columns(mayPay: boolean, totalDong: bigint): Column<DueClaim>[] {
	const locale = getLocale();
	return [
		...(mayPay ? [choiceColumn()] : []),
		{
			key: "claim",
			head: m.disbursement_column_claim(),
			rowHead: true,
			total: m.disbursement_total(),
			cell: ({ claim, payment, kind, retains }) => (
				<span className="num whitespace-nowrap">
					<ReferenceLink reference={claim} />
					{kind === "costs" ? null : (
						<span className="cell-sub whitespace-normal">{kindInWords({ kind, retains })}</span>
					)}
					{payment ? (
						<span className="mt-2 block font-normal text-caption">
							<ReferenceLink reference={payment} />
						</span>
					) : null}
				</span>
			),
		},
		{ key: "payee", head: m.disbursement_column_payee(), cell: (due) => <PayeeOf due={due} /> },
		{
			key: "for",
			head: m.disbursement_column_for(),
			cell: ({ businessName, application, associationVi, associationEn }) => (
				<>
					{businessName}
					<span className="block text-ink2 text-caption">
						<ReferenceLink reference={application} />, {locale === "vi" ? associationVi : associationEn}
					</span>
				</>
			),
		},
		{
			key: "account",
			head: m.disbursement_column_account(),
			cell: (due) => <AccountOf due={due} />,
		},
		{
			key: "verified",
			head: m.disbursement_column_verified(),
			cell: ({ verifiedAt }) => <span className="num">{verifiedAt ? formatDate(verifiedAt, locale) : "–"}</span>,
		},
		{
			key: "amount",
			head: m.disbursement_column_amount(),
			number: true,
			cell: ({ amountDong }) => formatDongPlain(amountDong, locale),
			total: formatDongPlain(totalDong, locale),
		},
	];
}

/** Who is paid, and what reviewers found on what they have in common with the business. */
function PayeeOf({ due: { payeeName, ties } }: { due: DueClaim }) {
	return (
		<>
			{payeeName}
			{ties.map((tie) => (
				<span key={tie.code} className="block text-ink2 text-caption">
					{tieFindingText(tie, getLocale())}
				</span>
			))}
		</>
	);
}

function AccountOf({ due: { rail, stripe, last4, paysApplicant, stopped, application } }: { due: DueClaim }) {
	if (stopped) return <TextLink to={`/city/stops/${application}`}>{m.disbursement_stopped()}</TextLink>;
	if (paysApplicant) return m.disbursement_own_provider();
	if (rail === "stripe") {
		return (
			<>
				{stripe ? <TextLink to={`/finance/stripe-accounts/${stripe.id}`}>Stripe</TextLink> : "Stripe"}{" "}
				<StripeAccountTag state={stripe?.state ?? null} />
			</>
		);
	}
	return last4 ? <span className="num">{maskedAccount(last4)}</span> : m.disbursement_no_account();
}

function choiceColumn(): Column<DueClaim> {
	return {
		key: "choose",
		head: m.disbursement_column_choose(),
		cell: (due) =>
			isPayable(due) ? (
				<Checkbox name="claims" value={due.claim} aria-label={m.disbursement_choose({ claim: due.claim })} />
			) : null,
	};
}
