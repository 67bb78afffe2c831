import type { Kysely } from "kysely";
import { thisYearOf } from "#app/application/draft/draft-case.server.ts";
import type { Level } from "#app/assessment/framework/framework.ts";
import { visibleAssessments } from "#app/assessment/visible-assessments.server.ts";
import type { Keeper } from "#app/assessment/visitor-token.server.ts";
import { ownBusiness } from "#app/business/own-business.server.ts";
import { wardName } from "#app/business/ward/ward-name.ts";
import { type Given, readForm } from "#app/form/read-form.ts";
import type { FormFailure } from "#app/form/use-action-form.ts";
import { economicSection } from "#app/kernel/economic-sections.ts";
import { type PlainDate, plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { checkEligibility, type Eligibility, type EligibilityFacts } from "#app/programme/eligibility.rules.ts";
import { nextProgramme } from "#app/programme/next-programme.server.ts";
import { type ProgrammeRules, rateOn, type SupportItem, supportItemOf } from "#app/programme/programme.rules.ts";
import { openProgrammes, type Programme, type ProgrammeInForce } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { type CheckInput, checkFields, checkForm } from "./check.forms.ts";

export type ItemChoice = Pick<SupportItem, "code" | "vi" | "en">;

/** Either the programme to check against and its items, or none and the one that opens next, if that is known. */
export type CheckPage = { programme: Programme; items: ItemChoice[] } | { programme: null; next: Programme | null };

export type CheckResult = {
	eligibility: Eligibility;
	item: ItemChoice;
	/** The items that this size can get instead, with their ceilings. */
	alternatives: (ItemChoice & { ceilingDong: bigint })[];
};

async function firstOpen(db: Kysely<Tables>, today: PlainDate): Promise<ProgrammeInForce | null> {
	const [first] = await openProgrammes(db, today);
	return first ?? null;
}

function pageOf({ programme, rules }: ProgrammeInForce): Extract<CheckPage, { items: ItemChoice[] }> {
	return { programme, items: rules.supportItems.map(({ code, vi, en }) => ({ code, vi, en })) };
}

/** What the form of the check has to offer today. With several programmes open it is the one that closes first. */
export async function checkPage(db: Kysely<Tables>, now: Date): Promise<CheckPage> {
	const today = plainDateAt(now);
	const open = await firstOpen(db, today);
	return open ? pageOf(open) : { programme: null, next: await nextProgramme(db, today) };
}

/**
 * The answer to a check: by the rules in force today, with what the visitor said and what is known of them: their
 * business, if they are signed in, and their last assessment. Without an open programme, or with answers that cannot be
 * read, there is no result.
 */
export async function checkAnswer(
	db: Kysely<Tables>,
	{ answers, keeper, now }: { answers: Given; keeper: Keeper; now: Date },
): Promise<{ page: CheckPage; failure: FormFailure | null; result: CheckResult | null }> {
	const today = plainDateAt(now);
	const open = await firstOpen(db, today);
	if (!open) {
		return { page: { programme: null, next: await nextProgramme(db, today) }, failure: null, result: null };
	}
	const page = pageOf(open);
	const read = readForm(checkForm(page.items.map(({ code }) => code)), formDataOf(answers));
	if (!read.ok) {
		const { fieldErrors, given } = read;
		return { page, failure: { fieldErrors, formError: null, given }, result: null };
	}
	const facts = { ...factsOf(read.data, open.programme, today), ...(await knownFacts(db, keeper, open.rules, today)) };
	return { page, failure: null, result: resultOf(open, facts, read.data.supportItemCode) };
}

type KnownFacts = Pick<EligibilityFacts, "taxCode" | "location" | "assessment" | "thisYear">;

/** What the visitor need not say: where their business is, what it got this year, and what they measured before. */
async function knownFacts(
	db: Kysely<Tables>,
	keeper: Keeper,
	rules: ProgrammeRules,
	today: PlainDate,
): Promise<KnownFacts> {
	const business = "personId" in keeper.actor ? await ownBusiness(db, keeper.actor) : null;
	const latest = await visibleAssessments(db, keeper)
		.select(["level", "completedAt"])
		.where("completedAt", "is not", null)
		.orderBy("completedAt", "desc")
		.limit(1)
		.$narrowType<{ level: Level; completedAt: Date }>()
		.executeTakeFirst();
	const tax = business && { businessId: business.id, taxCode: business.taxCode.digits, year: yearOf(today), rules };
	return {
		taxCode: business?.taxCode.digits ?? "unknown",
		thisYear: tax ? await thisYearOf(db, null, tax) : "unknown",
		// The name as it stands on the registration, whatever the language of the page.
		location: business ? { provinceCode: business.provinceCode, place: wardName(business.ward, "vi") } : "unknown",
		assessment: latest ? { level: latest.level, completedOn: plainDateAt(latest.completedAt) } : "unknown",
	};
}

/** The schema reads what a form sends; a field that the address lacks was left empty. */
function formDataOf(answers: Given): FormData {
	const formData = new FormData();
	for (const name of checkFields) formData.set(name, String(answers[name] ?? ""));
	return formData;
}

function factsOf(
	input: CheckInput,
	{ opensOn, closesOn }: Programme,
	day: PlainDate,
): Omit<EligibilityFacts, keyof KnownFacts> {
	const { section, employees, revenueDong, capitalDong, supportItemCode, priceDong } = input;
	const sectorGroup = economicSection(section)?.sectorGroup ?? "none";
	return {
		day,
		window: { opensOn, closesOn },
		figures: { sectorGroup, employees, revenueDong, capitalDong },
		boughtBefore: "unknown",
		lines: [{ supportItemCode, priceDong, provider: "unknown", providerTaxCode: null }],
	};
}

function resultOf({ rules }: ProgrammeInForce, facts: EligibilityFacts, code: string): CheckResult | null {
	const eligibility = checkEligibility(rules, facts);
	const item = supportItemOf(rules, code);
	if (!item) return null;
	const alternatives = rules.supportItems.flatMap((other) => {
		const rate = eligibility.sizeClass && rateOn(other, eligibility.sizeClass, facts.day);
		return rate && other.code !== code
			? [{ code: other.code, vi: other.vi, en: other.en, ceilingDong: rate.ceilingDong }]
			: [];
	});
	return { eligibility, item: { code, vi: item.vi, en: item.en }, alternatives };
}
