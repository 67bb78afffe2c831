import { Check, CircleQuestionMark, type LucideIcon, MessageCircleQuestionMark, X } from "lucide-react";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { Condition, FindingResult } from "./finding.rules.ts";
import { FindingForm } from "./finding-form.tsx";
import { conditionReason, conditionTitle, findingText, resultLabel } from "./finding-words.ts";

const faces: Record<FindingResult, { tone: Tone; icon: LucideIcon }> = {
	met: { tone: "green", icon: Check },
	"not-met": { tone: "red", icon: X },
	ask: { tone: "yellow", icon: MessageCircleQuestionMark },
};

type Props = {
	reference: string;
	conditions: readonly Condition[];
	/** The supported item of a condition in the language of the page. */
	itemName: (code: string) => string;
	/** The condition that is being judged, by its id; the first without a finding unless it is named. */
	chosen: string | null;
	/** Null where nothing can be recorded now: what was found is only read. */
	recording: { findingId: string; today: PlainDate } | null;
};

/** What no machine can check: each condition with its source, and with the finding or the place to write it. */
export function ConditionsPanel({ reference, conditions, itemName, chosen, recording }: Props) {
	if (conditions.length === 0) return null;
	const locale = getLocale();
	const count = conditions.filter(({ finding }) => finding === null).length;
	const isOpen = count > 0;
	const current = conditions.find(({ id }) => id === chosen) ?? conditions.find(({ finding }) => finding === null);
	return (
		<section id="conditions">
			<Panel
				tone={isOpen && recording !== null ? "yellow" : "paper"}
				rule={isOpen ? "yellow" : "green"}
				title={titleOf(count, recording !== null)}
			>
				<ul>
					{conditions.map((condition) => (
						<li key={condition.id} className="border-line border-b py-2.5 last:border-0">
							<div className="flex flex-wrap items-baseline justify-between gap-x-3">
								<h3 className="font-semibold">{conditionTitle(condition, locale)}</h3>
								<StateOf condition={condition} />
							</div>
							{condition.supportItemCode === null ? null : (
								<p className="text-small">{itemName(condition.supportItemCode)}</p>
							)}
							<p className="break-words text-small">
								{condition.finding ? (
									<>
										{findingText({ ...condition.finding, lookedAt: "" }, locale)}
										<Typed text={condition.finding.lookedAt} />
									</>
								) : (
									conditionReason(condition, locale, recording !== null)
								)}
							</p>
							<p className="text-small">
								<LegalSource href={condition.legalReference.url ?? undefined}>
									{condition.legalReference[locale]}
								</LegalSource>
							</p>
							{recording === null ? null : condition === current ? (
								<div className="mt-3">
									<FindingForm key={condition.id} {...recording} reference={reference} condition={condition} />
								</div>
							) : (
								<p className="mt-1 text-small">
									<TextLink to={`/review/${reference}?condition=${condition.id}#conditions`}>
										{condition.finding ? m.review_condition_change() : m.review_condition_record()}
									</TextLink>
								</p>
							)}
						</li>
					))}
				</ul>
			</Panel>
		</section>
	);
}

function titleOf(open: number, canRecord: boolean): string {
	if (open === 0) return m.review_conditions_done();
	return canRecord ? m.review_conditions_title({ count: open }) : m.review_conditions_title_read({ count: open });
}

function StateOf({ condition: { finding } }: { condition: Condition }) {
	if (!finding) {
		return (
			<Tag tone="outline" icon={CircleQuestionMark}>
				{m.review_condition_open()}
			</Tag>
		);
	}
	const { tone, icon } = faces[finding.result];
	return (
		<Tag tone={tone} icon={icon}>
			{resultLabel(finding.result, getLocale())}
		</Tag>
	);
}
