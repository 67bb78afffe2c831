import { Link, useLocation } from "@remix-run/react";
import { Plus } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton } from "#app/form/form-fields.tsx";
import { type Given, readForm } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { Button } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { UndoBar } from "#app/ui/parts/undo-bar.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canChange } from "../application.access.ts";
import { AmountsPanel } from "./amounts-panel.tsx";
import { CostLineFields } from "./cost-line-fields.tsx";
import { countLines, linesForm, MAX_LINES, typedLinesForm } from "./draft.forms.ts";
import {
	type DraftCase,
	type JudgedFields,
	judgeLines,
	readableLines,
	sellsToItself,
	type TypedLine,
} from "./draft.rules.ts";
import { failedRuleOf } from "./draft-faults.ts";

type Props = {
	draft: DraftCase;
	/** The number that a line had when it was removed just now. */
	removed: string | null;
};

/** The lines as the form names their fields. */
function given(lines: readonly TypedLine[]): Given {
	return Object.fromEntries(
		lines.flatMap((line, at) => Object.entries(line).map(([field, value]) => [`lines.${at}.${field}`, value])),
	);
}

/** The support items and prices as they are typed at the moment. */
function useTyped(initial: readonly JudgedFields[]) {
	const [typed, setTyped] = useState(initial);
	const onInput = (event: FormEvent<HTMLElement>) => {
		const form = event.currentTarget.closest("form");
		const read = form && readForm(typedLinesForm, new FormData(form));
		if (read?.ok) setTyped(read.data.lines);
	};
	return { typed, onInput };
}

/**
 * The cost lines of a draft. Every button saves what is typed; adding and removing are buttons of the same form, so
 * they need no scripts, and with them the page stays. What the rules allow is worked out again at every key.
 */
export function LinesForm({ draft, removed }: Props) {
	const { rules } = draft;
	const codes = rules.supportItems.map((item) => item.code);
	const form = useActionForm(linesForm(codes), { saved: given(draft.lines) });
	const rows = Array.from({ length: countLines(form.given) }, (_, at) => ({
		id: String(form.given[`lines.${at}.id`] ?? ""),
		supportItemCode: String(form.given[`lines.${at}.supportItemCode`] ?? ""),
		listingName: String(form.given[`lines.${at}.listingName`] ?? ""),
		providerTaxCode: String(form.given[`lines.${at}.providerTaxCode`] ?? ""),
		price: String(form.given[`lines.${at}.price`] ?? ""),
	}));
	const permission = canChange(draft);
	const closed = permission.allowed ? undefined : reasonText(permission.reason);
	const { typed, onInput } = useTyped(rows);
	const readable = readableLines(rules, typed);
	const eligibility = judgeLines(draft, readable);
	useFocusOnNewLine();
	return (
		<ActionFormShell form={form} className="" summaryTitle={(count) => m.application_lines_summary({ count })}>
			{/* Return in a field presses the first button of a form: it has to be this one. */}
			<button type="submit" name="intent" value="save" formNoValidate hidden />
			<PageTitle lead={m.application_lines_lead()}>{m.application_lines_title()}</PageTitle>
			{removed && draft.removedLine ? <RemovedLine number={removed} /> : null}
			<HiddenField name="draftVersion" value={String(draft.draftVersion)} />
			<div onInput={onInput} className="md:grid md:grid-cols-[1fr_22rem] md:items-start md:gap-12">
				<div className="form mt-6 gap-8">
					{rows.map((row, at) => {
						const place = readable.findIndex((line) => line.at === at);
						return (
							<CostLineFields
								key={row.id}
								form={form}
								at={at}
								supportItemCode={typed[at]?.supportItemCode ?? ""}
								id={row.id}
								supportItems={rules.supportItems}
								allowedDong={eligibility?.lines[place]?.allowedDong ?? null}
								refusal={failedRuleOf(draft, eligibility, typed[at]?.supportItemCode ?? "", getLocale())}
								sellsToItself={sellsToItself(draft, typed[at]?.providerTaxCode ?? "")}
								removable={!closed}
							/>
						);
					})}
					{rows.length < MAX_LINES && !closed ? (
						<p>
							<Button look="secondary" icon={Plus} name="intent" value="add-line" formNoValidate>
								{m.application_lines_add()}
							</Button>
						</p>
					) : null}
				</div>
				<div className="mt-8 md:mt-6">
					<AmountsPanel rules={rules} eligibility={eligibility} />
				</div>
			</div>
			<div className="actions mt-8">
				<SubmitButton form={form} name="intent" value="save" formNoValidate disabledReason={closed}>
					{m.application_lines_save()}
				</SubmitButton>
				<Link to={`/applications/${draft.reference}`}>{m.application_lines_later()}</Link>
			</div>
		</ActionFormShell>
	);
}

function RemovedLine({ number }: { number: string }) {
	return (
		<UndoBar sentence={m.application_lines_removed({ number })}>
			<button type="submit" className="link-button" name="intent" value="restore-line" formNoValidate>
				{m.application_lines_undo()}
			</button>
		</UndoBar>
	);
}

/** After a line was added the address names it: writing goes on there. */
function useFocusOnNewLine() {
	const { hash } = useLocation();
	useEffect(() => {
		if (hash.startsWith("#line-")) document.getElementById(hash.slice(1))?.querySelector("select")?.focus();
	}, [hash]);
}
