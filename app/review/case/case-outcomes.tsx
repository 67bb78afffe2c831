import { formatDateTime } from "#app/kernel/plain-date.ts";
import type { RuleOutcome } from "#app/programme/rule-outcome.rules.ts";
import { OutcomeTag } from "#app/programme/rule-outcome-list.tsx";
import { ruleReason, ruleTitle } from "#app/programme/rule-text.ts";
import { LegalSource } from "#app/ui/legal-source.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { itemName } from "./case-lines.tsx";
import type { OpenCase } from "./case-page.server.ts";

/**
 * What the rules said when it was submitted, and what they would say differently now. What a person has to judge stands
 * among the conditions.
 */
export function CaseOutcomes({ page }: { page: OpenCase }) {
	const { submitted, changedSince, clock } = page;
	const judged = page.conditions.flatMap((condition) => (condition.kind === "rule" ? [condition.outcomeAt] : []));
	const at = formatDateTime(submitted.submittedAt, getLocale());
	return (
		<Panel title={m.review_rules_title()} sub={m.review_rules_frozen({ at })}>
			<Outcomes page={page} outcomes={submitted.outcomes.filter((_outcome, place) => !judged.includes(place))} />
			{clock === null ? null : changedSince.length === 0 ? (
				<p className="mt-3 text-small">{m.review_recheck_same()}</p>
			) : (
				<div className="mt-4 border-yellow border-t-4 pt-3">
					<h3 className="type-h3">{m.review_recheck_changed()}</h3>
					<Outcomes page={page} outcomes={changedSince} />
				</div>
			)}
		</Panel>
	);
}

function Outcomes({ page, outcomes }: { page: OpenCase; outcomes: readonly RuleOutcome[] }) {
	const locale = getLocale();
	return (
		<ul>
			{outcomes.map((outcome, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a rule may stand here once per provider, and never moves
				<li key={index} className="border-line border-b py-2.5 last:border-0">
					<div className="flex flex-wrap items-baseline justify-between gap-x-3">
						<h3 className="font-semibold">{ruleTitle(outcome, locale)}</h3>
						<OutcomeTag outcome={outcome.outcome} />
					</div>
					{outcome.supportItemCode === null ? null : (
						<p className="text-small">{itemName(page, outcome.supportItemCode)}</p>
					)}
					<p className="text-ink2 text-small">{ruleReason(outcome, locale, page.recordable ? "staff" : "onlooker")}</p>
					<p className="text-small">
						<LegalSource href={outcome.legalReference.url ?? undefined}>{outcome.legalReference[locale]}</LegalSource>
					</p>
				</li>
			))}
		</ul>
	);
}
