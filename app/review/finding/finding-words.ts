/** Conditions that a person judges, in words for staff. */

import { bankOf } from "#app/kernel/banks.ts";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { ruleReason, ruleTitle } from "#app/programme/rule-text.ts";
import { m } from "#messages/messages.js";
import type { Condition, Finding, FindingResult } from "./finding.rules.ts";
import { type LinePrice, percentAboveMedian } from "./price.rules.ts";
import type { ProviderFiles, Tie, TieCode } from "./ties.rules.ts";

const tieTitles = {
	"same-account": m.review_tie_same_account,
	"same-person": m.review_tie_same_person,
	"same-address": m.review_tie_same_address,
	"same-phone": m.review_tie_same_phone,
	"same-email-domain": m.review_tie_same_email_domain,
	"many-files": m.review_tie_many_files,
	renamed: m.review_tie_renamed,
	"account-holder": m.review_tie_account_holder,
	"provider-address": m.review_tie_provider_address,
} satisfies Record<TieCode, unknown>;

/** What is asked: "Giải pháp đã được công bố", "Cùng điện thoại với nhà cung cấp". */
export function conditionTitle(condition: Condition, locale: Locale): string {
	if (condition.kind === "rule") return ruleTitle(condition.outcome, locale);
	if (condition.kind === "tie") return tieTitles[condition.tie.code]({}, { locale });
	return m.review_price_far_above({ percent: formatNumber(percentAboveMedian(condition.price), locale) }, { locale });
}

/** What was found so far, and for who can record a finding, what to do about it. */
export function conditionReason(condition: Condition, locale: Locale, canRecord: boolean): string {
	if (condition.kind === "rule") return ruleReason(condition.outcome, locale, canRecord ? "staff" : "onlooker");
	if (condition.kind === "price") {
		const inputs = { line: condition.description, price: priceText(condition.price, locale) };
		return canRecord ? m.review_price_ask_reason(inputs, { locale }) : m.review_price_reason(inputs, { locale });
	}
	const { tie, providerName: provider } = condition;
	if (!canRecord) {
		const detail = tie.files ? filesText(tie.files, locale) : tieDetail(tie);
		return provider === "" ? detail : m.review_tie_said({ provider, detail }, { locale });
	}
	if (tie.files) return m.review_tie_files_reason({ provider, files: filesText(tie.files, locale) }, { locale });
	const inputs = { provider, detail: tieDetail(tie) };
	switch (tie.code) {
		case "renamed":
			return m.review_tie_renamed_reason(inputs, { locale });
		case "account-holder":
			return m.review_tie_account_holder_reason(inputs, { locale });
		case "provider-address":
			return m.review_tie_provider_address_reason(inputs, { locale });
		default:
			return m.review_tie_reason(inputs, { locale });
	}
}

function tieDetail({ code, detail }: Tie): string {
	if (code !== "same-account") return detail;
	const [bin = "", end = ""] = detail.split(" ");
	return `${bankOf(bin)?.shortName ?? bin} ${end}`;
}

/** "Cùng điện thoại với nhà cung cấp: đạt. Lê Thị Kim Ngân, xem ngày 18/11/2026: …". */
export function tieFindingText(
	{ code, result, ...finding }: Pick<Finding, "result" | "byName" | "lookedOn" | "lookedAt"> & { code: TieCode },
	locale: Locale,
): string {
	const title = tieTitles[code]({}, { locale });
	return `${title}: ${resultLabel(result, locale)}. ${findingText(finding, locale)}`;
}

/** "4 trên 12 hồ sơ của Hội trong 90 ngày". */
export function filesText({ ofProvider, ofAssociation }: ProviderFiles, locale: Locale): string {
	return m.review_provider_files({ count: ofProvider, files: ofAssociation }, { locale });
}

/** "Giữa 100.000.000 đ, một nửa từ … đến … (12 hồ sơ cùng loại)"; under ten files nothing is told of them. */
export function priceText({ like }: LinePrice, locale: Locale): string {
	if (!like) return m.review_price_too_few({}, { locale });
	const money = (amountDong: bigint) => formatDong(amountDong, locale);
	const { files, lowDong, medianDong, highDong } = like;
	return m.review_price_like(
		{ count: files, median: money(medianDong), low: money(lowDong), high: money(highDong) },
		{ locale },
	);
}

const resultLabels = {
	met: m.review_finding_met,
	"not-met": m.review_finding_not_met,
	ask: m.review_finding_ask,
} satisfies Record<FindingResult, unknown>;

/** "Đạt", "Không đạt", "Hỏi doanh nghiệp". */
export function resultLabel(result: FindingResult, locale: Locale): string {
	return resultLabels[result]({}, { locale });
}

/** "Lê Thị Kim Ngân, xem ngày 18/11/2026: vamsong.example/cong-bo". */
export function findingText(
	{ byName, lookedOn, lookedAt }: Pick<Finding, "byName" | "lookedOn" | "lookedAt">,
	locale: Locale,
): string {
	return m.review_finding_text({ name: byName, date: formatDate(lookedOn, locale), where: lookedAt }, { locale });
}

/** What a refusal says of the conditions that are not met, each with its basis; empty where all are. */
export function notMetText(conditions: readonly Condition[], locale: Locale): string {
	return conditions
		.filter(({ finding }) => finding?.result === "not-met")
		.map((condition) =>
			m.review_not_met_reason(
				{
					condition: conditionTitle(condition, locale),
					where: condition.finding?.lookedAt ?? "",
					source: condition.legalReference[locale],
				},
				{ locale },
			),
		)
		.join("\n");
}
