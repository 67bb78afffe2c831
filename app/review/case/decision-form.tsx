import { Link } from "@remix-run/react";
import { type FormEvent, useState } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, MoneyField, RadioField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { type ActionForm, useActionForm } from "#app/form/use-action-form.ts";
import { formatDong, formatDongPlain, parseDong, sumDong } from "#app/kernel/dong.ts";
import { formatTime } from "#app/kernel/plain-date.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { stopsApproval } from "../finding/finding.rules.ts";
import { notMetText } from "../finding/finding-words.ts";
import { saysWhy } from "../refusal.rules.ts";
import { decisionForm } from "../review.forms.ts";
import type { DecisionChoice } from "../review.rules.ts";
import { secondPersonForMoney } from "../second-person.rules.ts";
import { BasisField, brokenBasis } from "./basis-field.tsx";
import { itemName } from "./case-lines.tsx";
import type { DecisionTurn, OpenCase } from "./case-page.server.ts";
import { SecondPersonNote } from "./second-person-reason.tsx";

type Turn = Extract<DecisionTurn, { turn: "first" | "second" }>;
type Props = { page: OpenCase; turn: Turn; decisionId: string };

/** What the form holds at the moment, as far as the button has to know it. */
type Typed = { kind: DecisionChoice | ""; partDong: bigint; partIds: string[]; reasons: string; basis: string };

function typedOf(text: (name: string) => string, lines: OpenCase["submitted"]["lines"]): Typed {
	return {
		kind: text("kind") as Typed["kind"],
		partDong: sumDong(lines.map((_line, at) => parseDong(text(`lines.${at}.approved`)) ?? 0n)),
		partIds: lines.filter((_line, at) => (parseDong(text(`lines.${at}.approved`)) ?? 0n) > 0n).map(({ id }) => id),
		reasons: text("reasons"),
		basis: text("basis"),
	};
}

/** The decision of a first or a second person, with what it leaves in the envelope. */
export function DecisionForm({ page, turn, decisionId }: Props) {
	const { lines, allowedDong } = page.submitted;
	const locale = getLocale();
	const saved = Object.fromEntries(
		lines.map((line, at) => [`lines.${at}.approved`, formatDongPlain(line.allowedDong, locale)]),
	);
	const notMet = notMetText(page.conditions, locale);
	const form = useActionForm(decisionForm, { saved: { ...saved, reasons: notMet, basis: brokenBasis(page) } });
	const given = (name: string) => form.field(name).given;
	const [typed, setTyped] = useState<Typed>(() => typedOf(given, lines));
	const watch = (event: FormEvent<HTMLElement>) => {
		const data = new FormData(event.currentTarget.closest("form") ?? undefined);
		setTyped(typedOf((name) => String(data.get(name) ?? ""), lines));
	};
	const whole = turn.turn === "second" ? turn.amountDong : allowedDong;
	const grantDong = typed.kind === "approve" ? whole : typed.kind === "approve_in_part" ? typed.partDong : null;
	const hints = { reject: m.review_reasons_hint_reject(), second: m.review_reasons_hint_second() };
	const hint = turn.turn === "second" ? hints.second : typed.kind === "reject" ? hints.reject : m.review_reasons_hint();
	return (
		<Panel rule="green" title={turn.turn === "second" ? m.review_confirm_title() : m.review_decision_title()}>
			{page.declaredAt ? (
				<p className="mb-3 text-ink2 text-caption">{m.review_declared_none({ at: formatTime(page.declaredAt) })}</p>
			) : null}
			<ActionFormShell
				form={form}
				action={`/review/${page.reference}/decision`}
				summaryTitle={(count) => m.review_decision_summary({ count })}
				className="form form-dense"
			>
				<HiddenField name="decisionId" value={decisionId} />
				<HiddenField name="submissionId" value={page.submitted.submissionId} />
				{turn.turn === "second" ? <HiddenField name="confirms" value={turn.confirms} /> : null}
				<div className="contents" onChange={watch}>
					<RadioField form={form} name="kind" label={m.review_decision_kind()} columns={2} choices={choicesOf(turn)} />
					{turn.turn === "first" ? (
						<>
							<Amounts form={form} page={page} kind={typed.kind} />
							<BasisField form={form} page={page} hidden={form.alive && typed.kind !== "reject"} />
						</>
					) : null}
					<TextAreaField
						form={form}
						name="reasons"
						rows={3}
						label={m.review_reasons()}
						hint={hint}
						optional={typed.kind === "approve"}
					/>
				</div>
				<Consequence page={page} turn={turn} grantDong={grantDong} />
				<div>
					<SubmitButton form={form} disabledReason={form.alive ? blockedBy(page, typed, turn, grantDong) : undefined}>
						{buttonLabel(typed.kind, grantDong, page, turn)}
					</SubmitButton>
				</div>
			</ActionFormShell>
			<p className="no-print mt-2 text-small">
				<Link to={`/review/${page.reference}/declaration`}>{m.review_declare_later()}</Link>
			</p>
		</Panel>
	);
}

function choicesOf(turn: Turn): { value: DecisionChoice; label: string }[] {
	if (turn.turn === "second") {
		const giveBack = { value: "return" as const, label: m.review_choice_return() };
		return turn.firstTied ? [giveBack] : [{ value: "approve", label: m.review_choice_confirm() }, giveBack];
	}
	return [
		{ value: "approve", label: m.review_choice_approve() },
		{ value: "approve_in_part", label: m.review_choice_approve_in_part() },
		{ value: "request_changes", label: m.review_choice_request_changes() },
		{ value: "reject", label: m.review_choice_reject() },
	];
}

/** The amount of each line, for an approval in part. Without scripts they always stand there. */
function Amounts({ form, page, kind }: { form: ActionForm; page: OpenCase; kind: Typed["kind"] }) {
	const hidden = form.alive && kind !== "approve_in_part";
	return (
		<fieldset hidden={hidden} className="field">
			<legend className="field-label">{m.review_amounts()}</legend>
			{form.alive ? null : <p className="field-hint">{m.review_amounts_only_in_part()}</p>}
			{page.submitted.lines.map((line, at) => (
				<div key={line.id} className="mt-2">
					<HiddenField name={`lines.${at}.costLineId`} value={line.id} />
					<MoneyField
						form={form}
						name={`lines.${at}.approved`}
						label={`${itemName(page, line.supportItemCode)}: ${line.description}`}
						hint={m.review_amount_allowed({ amount: formatDong(line.allowedDong, getLocale()) })}
					/>
				</div>
			))}
		</fieldset>
	);
}

/** What is left in the envelope, and whether a second person is needed. */
function Consequence({ page, turn, grantDong }: { page: OpenCase; turn: Turn; grantDong: bigint | null }) {
	const money = (amountDong: bigint) => formatDong(amountDong, getLocale());
	const asked = grantDong ?? page.submitted.allowedDong;
	const left = page.availableDong - asked;
	return (
		<div className="w-full text-small">
			<Sum
				size="small"
				rows={[
					grantDong !== null && left >= 0n
						? { label: m.review_envelope_after(), amount: money(left) }
						: { label: m.review_envelope_now(), amount: money(page.availableDong) },
				]}
			/>
			{turn.turn === "first" ? <SecondPersonNote page={page} askedDong={asked} /> : null}
		</div>
	);
}

/** Why the button cannot be used as the form stands; undefined where it can. */
function blockedBy(page: OpenCase, typed: Typed, turn: Turn, grantDong: bigint | null) {
	const { availableDong } = page;
	const { kind, reasons, basis } = typed;
	if (kind === "") return m.review_blocked_choose();
	const unjudged = grantDong === null ? undefined : unjudgedIn(page, grantedLines(page, typed, turn));
	if (unjudged) return unjudged;
	if (kind === "reject" && basis === "") return m.review_blocked_basis();
	if (kind !== "approve" && reasons.trim() === "") return m.review_blocked_reasons();
	if (kind === "reject" && !saysWhy(reasons)) return m.review_blocked_reasons_short();
	if (grantDong === 0n) return m.review_refusal_nothing_approved();
	if (grantDong === null || grantDong <= availableDong) return undefined;
	const locale = getLocale();
	return m.programme_refusal_envelope({
		left: formatDong(availableDong, locale),
		asked: formatDong(grantDong, locale),
	});
}

/** The lines that the decision would grant something for; a second person confirms those of the first. */
function grantedLines(page: OpenCase, { kind, partIds }: Typed, turn: Turn): string[] {
	if (turn.turn === "second") {
		const recommended = page.decisions.find(({ id }) => id === turn.confirms)?.lines ?? [];
		return recommended.filter(({ approvedDong }) => approvedDong > 0n).map(({ costLineId }) => costLineId);
	}
	return kind === "approve_in_part" ? partIds : page.submitted.lines.map(({ id }) => id);
}

/** Which of their conditions has no finding that it is met; undefined where all have. */
function unjudgedIn({ conditions }: OpenCase, granted: readonly string[]): string | undefined {
	const { open, asked, notMet } = stopsApproval(conditions, granted);
	if (notMet.length > 0) return m.review_blocked_not_met();
	if (open.length > 0) return m.review_blocked_conditions({ count: open.length });
	return asked.length > 0 ? m.review_blocked_asked() : undefined;
}

function buttonLabel(kind: Typed["kind"], grantDong: bigint | null, page: OpenCase, { turn }: Turn): string {
	if (grantDong !== null) {
		const amount = formatDong(grantDong, getLocale());
		if (turn === "second") return m.review_do_confirm({ amount });
		const forMoney = secondPersonForMoney(grantDong, page.approvedAlone, page.secondPerson);
		return forMoney ? m.review_do_recommend({ amount }) : m.review_do_approve({ amount });
	}
	if (kind === "reject") return m.review_do_reject();
	if (kind === "request_changes") return m.review_do_request_changes();
	if (kind === "return") return m.review_do_return();
	return m.review_do_decide();
}
