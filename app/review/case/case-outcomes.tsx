import { Check } from "lucide-react";
import { briefLegalText, legalTextUrl } from "#app/kernel/legal-texts.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import type { RuleOutcome } from "#app/programme/rule-outcome.rules.ts";
import { OutcomeTag } from "#app/programme/rule-outcome-list.tsx";
import { type Reader, ruleReason, ruleTitle } from "#app/programme/rule-text.ts";
import { Icon } from "#app/ui/parts/icon.tsx";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { itemName } from "./case-lines.tsx";
import type { OpenCase } from "./case-page.server.ts";

/**
 * What the rules said when it was submitted, and what they would say differently now: first what is more than a plain yes,
 * then what is met. What a person has to judge stands among the conditions.
 */
export function CaseOutcomes({ page }: { page: OpenCase }) {
	const { submitted, changedSince, clock } = page;
	const judged = page.conditions.flatMap((condition) => (condition.kind === "rule" ? [condition.outcomeAt] : []));
	const outcomes = submitted.outcomes.filter((_outcome, place) => !judged.includes(place));
	const met = outcomes.filter(({ outcome }) => outcome === "pass");
	const at = formatDateTime(submitted.submittedAt, getLocale());
	return (
		<Panel title={m.review_rules_title()} sub={m.review_rules_frozen({ at })}>
			{clock === null ? null : changedSince.length === 0 ? (
				<p className="text-small">{m.review_recheck_same()}</p>
			) : (
				<div className="mb-3 border-yellow border-t-4 pt-3">
					<h3 className="type-h3">{m.review_recheck_changed()}</h3>
					<Outcomes page={page} outcomes={changedSince} />
				</div>
			)}
			<Outcomes page={page} outcomes={outcomes.filter((outcome) => !met.includes(outcome))} />
			<p className="mt-3 font-semibold text-ink2 text-small">{m.review_rules_met({ count: met.length })}</p>
			<Outcomes page={page} outcomes={met} />
		</Panel>
	);
}

function Outcomes({ page, outcomes }: { page: OpenCase; outcomes: readonly RuleOutcome[] }) {
	const locale = getLocale();
	return (
		<ul className="text-small">
			{groupsOf(outcomes, page.recordable ? "staff" : "onlooker").map(({ items, reason, ...outcome }) => (
				<li key={`${outcome.rule} ${items} ${reason}`} className="flex gap-2 border-line border-b py-1.5 last:border-0">
					{outcome.outcome === "pass" ? <Icon of={Check} size={16} className="mt-1 shrink-0 text-green" /> : null}
					<div className="min-w-0 flex-1">
						<div className="flex flex-wrap items-baseline justify-between gap-x-3">
							<h3 className="font-semibold">{ruleTitle(outcome, locale)}</h3>
							{outcome.outcome === "pass" ? <Source outcome={outcome} /> : <OutcomeTag outcome={outcome.outcome} />}
						</div>
						<p className="text-caption text-ink2">
							{items.length > 0 ? `${items.map((code) => itemName(page, code)).join("; ")}. ` : null}
							{reason} {outcome.outcome === "pass" ? null : <Source outcome={outcome} />}
						</p>
					</div>
				</li>
			))}
		</ul>
	);
}

/** Reviewers know the texts by their numbers, so that title and source stand in one line. */
function Source({ outcome: { legalReference } }: { outcome: RuleOutcome }) {
	const words = legalReference[getLocale()];
	return (
		<span className="text-caption">
			<LegalSource bare href={legalReference.url ?? legalTextUrl(words) ?? undefined}>
				{briefLegalText(words)}
			</LegalSource>
		</span>
	);
}

/** What came out the same of several items, and for the same reason, is said once. */
function groupsOf(
	outcomes: readonly RuleOutcome[],
	reader: Reader,
): (RuleOutcome & { items: string[]; reason: string })[] {
	const groups = new Map<string, RuleOutcome & { items: string[]; reason: string }>();
	for (const outcome of outcomes) {
		const reason = ruleReason(outcome, getLocale(), reader);
		const key = JSON.stringify([outcome.rule, outcome.outcome, ruleTitle(outcome, getLocale()), reason]);
		const group = groups.get(key) ?? { ...outcome, items: [], reason };
		groups.set(key, group);
		const code = outcome.supportItemCode;
		if (code !== null && !group.items.includes(code)) group.items.push(code);
	}
	return [...groups.values()];
}
