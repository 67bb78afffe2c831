import { SelectField } from "#app/form/form-fields.tsx";
import type { ActionForm } from "#app/form/use-action-form.ts";
import { ruleTitle } from "#app/programme/rule-text.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { conditionTitle } from "../finding/finding-words.ts";
import { type Basis, basesOf } from "../refusal.rules.ts";
import type { OpenCase } from "./case-page.server.ts";

function casesBases({ submitted, conditions }: OpenCase): Basis[] {
	return basesOf({ outcomes: submitted.outcomes, conditions });
}

/** The basis that the form begins with: the only one that is not met, if there is just one. */
export function brokenBasis(page: OpenCase): string {
	const [first, second] = casesBases(page).filter(({ isBroken }) => isBroken);
	return first && !second ? first.reference.vi : "";
}

/** What a refusal rests on. Without scripts it always stands there. */
export function BasisField({ form, page, hidden }: { form: ActionForm; page: OpenCase; hidden: boolean }) {
	const locale = getLocale();
	return (
		<div hidden={hidden}>
			<SelectField
				form={form}
				name="basis"
				label={m.review_basis()}
				hint={form.alive ? m.review_basis_hint() : m.review_basis_only_refusal()}
				empty={m.review_basis_empty()}
				options={casesBases(page).map(({ reference, outcomes, conditions, isBroken }) => {
					const titles = [
						...outcomes.map((outcome) => ruleTitle(outcome, locale)),
						...conditions.map((condition) => conditionTitle(condition, locale)),
					];
					const about = { basis: reference[locale], rules: [...new Set(titles)].join("; ") };
					return {
						value: reference.vi,
						label: isBroken ? m.review_basis_broken(about) : m.review_basis_of(about),
					};
				})}
			/>
		</div>
	);
}
