import { Check, CircleQuestionMark, Eye, type LucideIcon, Minimize2, X } from "lucide-react";
import { Compounds } from "#app/ui/parts/compounds.tsx";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { getLocale } from "#messages/runtime.js";
import type { Outcome, RuleOutcome } from "./rule-outcome.rules.ts";
import { outcomeLabel, type Reader, ruleReason, ruleTitle } from "./rule-text.ts";

const faces: Record<Outcome, { tone: Tone; icon: LucideIcon }> = {
	pass: { tone: "green", icon: Check },
	fail: { tone: "red", icon: X },
	"by-ceiling": { tone: "yellow", icon: Minimize2 },
	"look-again": { tone: "yellow", icon: Eye },
	unknown: { tone: "outline", icon: CircleQuestionMark },
};

/** The outcome of one rule as a tag: icon, word and tone. */
export function OutcomeTag({ outcome }: { outcome: Outcome }) {
	const { tone, icon } = faces[outcome];
	return (
		<Tag tone={tone} icon={icon}>
			{outcomeLabel(outcome, getLocale())}
		</Tag>
	);
}

/** Each rule with its outcome, what was found, and where it comes from. */
export function RuleOutcomeList({
	outcomes,
	reader = "business",
}: {
	outcomes: readonly RuleOutcome[];
	reader?: Reader;
}) {
	const locale = getLocale();
	return (
		<ul>
			{outcomes.map((outcome, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a rule may stand here once per provider, and never moves
				<li key={index} className="border-line border-b py-4">
					<OutcomeTag outcome={outcome.outcome} />
					<h3 className="type-h3 mt-1.5">
						<Compounds of={ruleTitle(outcome, locale)} />
					</h3>
					<p>{ruleReason(outcome, locale, reader)}</p>
					<LegalSource href={outcome.legalReference.url ?? undefined}>{outcome.legalReference[locale]}</LegalSource>
				</li>
			))}
		</ul>
	);
}
