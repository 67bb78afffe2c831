import { Link } from "@remix-run/react";
import { sizeClassName } from "#app/business/size-class-text.ts";
import { formatDong } from "#app/kernel/dong.ts";
import type { Eligibility } from "#app/programme/eligibility.rules.ts";
import { RuleOutcomeList } from "#app/programme/rule-outcome-list.tsx";
import { ruleReason } from "#app/programme/rule-text.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { CheckResult, ItemChoice } from "./check-page.server.ts";

/** The answer first: the amount in the title, how it comes about, then each rule with its source. */
export function CheckResultPage({ result, answers }: { result: CheckResult; answers: string }) {
	const { eligibility, item, alternatives } = result;
	const { eligible, allowedDong, outcomes } = eligibility;
	const amount = formatDong(allowedDong, getLocale());
	const change = `/check?${answers}`;
	return (
		<>
			<BackLink to={change}>{m.check_change_answers()}</BackLink>
			<PageTitle look="result" lead={eligible ? certainty(eligibility) : refusalReason(eligibility)}>
				{eligible ? m.check_result_yes({ amount }) : m.check_result_no()}
			</PageTitle>
			<div className="max-w-[42rem]">
				{eligible ? (
					<>
						<AmountPanel eligibility={eligibility} item={item} />
						<div className="mt-5">
							<ButtonLink to="/applications/new">{m.check_start()}</ButtonLink>
							<p className="mt-2 text-small">{m.check_start_note()}</p>
						</div>
					</>
				) : (
					<>
						<ButtonLink to={change}>{m.check_change_answers()}</ButtonLink>
						<Alternatives eligibility={eligibility} items={alternatives} />
					</>
				)}
				<Section title={m.check_rules_title()}>
					<RuleOutcomeList outcomes={outcomes} />
				</Section>
			</div>
		</>
	);
}

/** How many rules are settled, and how many still have to be looked at. */
function certainty({ outcomes }: Eligibility): string {
	const open = outcomes.filter(({ outcome }) => outcome === "unknown" || outcome === "look-again").length;
	const settled = outcomes.length - open;
	return open === 0 ? m.check_certain({ settled }) : m.check_uncertain({ settled, open });
}

function refusalReason({ outcomes }: Eligibility): string {
	const failed = outcomes.find(({ outcome }) => outcome === "fail");
	return failed ? ruleReason(failed, getLocale()) : "";
}

function AmountPanel({ eligibility, item }: { eligibility: Eligibility; item: ItemChoice }) {
	const locale = getLocale();
	const [line] = eligibility.lines;
	if (!line) return null;
	const money = (amountDong: bigint) => formatDong(amountDong, locale);
	return (
		<Panel tone="green" rule="green" title={m.check_sum_title()} sub={item[locale]}>
			<Sum
				size="large"
				rows={[
					{ label: m.check_sum_price(), amount: money(line.priceDong) },
					{ label: m.check_sum_share({ percent: line.ratePercent ?? 0 }), amount: money(line.shareDong) },
					{ label: m.check_sum_ceiling(), amount: money(line.ceilingDong ?? 0n) },
					{
						label: m.check_sum_used(),
						amount: line.alreadyUsedDong === null ? m.check_sum_unknown() : money(line.alreadyUsedDong),
					},
					{ label: m.check_sum_total(), amount: money(line.allowedDong), kind: "total" },
					{ label: m.check_sum_own(), amount: money(line.ownShareDong) },
				]}
			/>
		</Panel>
	);
}

/** Where only the kind of cost stands in the way: what else a business of this size can get. */
function Alternatives({ eligibility, items }: { eligibility: Eligibility; items: CheckResult["alternatives"] }) {
	const locale = getLocale();
	const { sizeClass, outcomes } = eligibility;
	const onlyItem = outcomes.every(({ outcome, rule }) => outcome !== "fail" || rule === "item-for-size");
	if (!sizeClass || !onlyItem || items.length === 0) return null;
	return (
		<Section title={m.check_alternatives({ sizeClass: sizeClassName(sizeClass, locale) })}>
			<Sum
				rows={items.map((item) => ({
					label: item[locale],
					amount: m.check_up_to({ amount: formatDong(item.ceilingDong, locale) }),
				}))}
			/>
			<p className="mt-2">
				<Link to="/how-counted#amounts" reloadDocument>
					{m.check_how_counted()}
				</Link>
			</p>
		</Section>
	);
}
