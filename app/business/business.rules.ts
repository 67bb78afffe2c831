/** What a business is, and what must fit together in what it says about itself. */

import { toAccountName } from "#app/kernel/account-name.ts";
import { economicSections, type SectorGroup } from "#app/kernel/economic-sections.ts";
import { addMonths, type PlainDate, yearOf } from "#app/kernel/plain-date.ts";
import type { TaxCode } from "#app/kernel/tax-code.ts";
import type { Ward } from "./ward/wards.ts";

export const businessKinds = ["company", "cooperative", "household"] as const;

export type BusinessKind = (typeof businessKinds)[number];

/** Province code of Ho Chi Minh City at the statistics office: every ward that can be chosen lies in it. */
export const CITY_PROVINCE_CODE = "79";

/** The figures of one year, by which the size class is computed. */
export type Figures = {
	year: number;
	/** Yearly average of staff with compulsory social insurance (Decree 80/2021/NĐ-CP, Article 7). */
	employees: number;
	womenEmployees: number;
	/** Null for a business that was not a year old or had no revenue (Article 9). */
	revenueDong: bigint | null;
	/** Balance-sheet total (Article 8). */
	capitalDong: bigint;
};

/** Everything that later rooms need to know of a business. The account's number stays sealed: only its end is here. */
export type BusinessFacts = {
	id: string;
	taxCode: Pick<TaxCode, "digits" | "branch">;
	kind: BusinessKind;
	legalName: string;
	/** Section of the registered main line of business (VSIC). */
	section: string;
	sectorGroup: SectorGroup;
	street: string;
	ward: Ward;
	provinceCode: string;
	phone: string | null;
	womenOwned: boolean;
	socialEnterprise: boolean;
	/** Of the latest year that was declared; null before the first. */
	figures: Figures | null;
	account: { bankBin: string; last4: string; accountName: string } | null;
};

/** The sections that are businesses, by the groups of Decree 80/2021/NĐ-CP, Article 5. */
export const sectionsByGroup = (["agriculture", "industry", "trade"] as const).map((sectorGroup) => ({
	sectorGroup,
	sections: economicSections.filter((section) => section.sectorGroup === sectorGroup),
}));

/** Letters of the sections that are businesses. */
export const businessSections: readonly string[] = sectionsByGroup.flatMap(({ sections }) =>
	sections.map((section) => section.code),
);

/** The 12 digits of a person are the tax code of a household business only (Circular 86/2024/TT-BTC). */
export function taxCodeFits(kind: BusinessKind, taxCode: Pick<TaxCode, "kind">): boolean {
	return kind === "household" || taxCode.kind === "enterprise";
}

/** The year whose figures are asked for: the one before (Decree 80/2021/NĐ-CP, Articles 7 to 9). */
export function figuresYear(today: PlainDate): number {
	return yearOf(today) - 1;
}

/**
 * Whether figures of that year still count. Until the end of March the accounts of the year before need not be closed
 * (Law 38/2019/QH14 on tax administration, Article 44(2)), so those of the year before that serve.
 */
export function figuresAreCurrent(year: number, today: PlainDate): boolean {
	return year >= figuresYear(addMonths(today, -3));
}

/** Longer writings first: banks shorten the words of a legal form, or leave them out. */
const LEGAL_FORMS = new RegExp(
	`\\b(?:${[
		"CONG TY|CTY|CTCP|CT",
		"TRACH NHIEM HUU HAN|TNHH",
		"MOT THANH VIEN|1 THANH VIEN|MTV",
		"(?:HAI|2) THANH VIEN(?: TRO LEN)?",
		"CO PHAN|CP",
		"DOANH NGHIEP TU NHAN|DNTN|DN TU NHAN",
		"DOANH NGHIEP XA HOI|DNXH",
		"HOP DANH|HD",
		"LIEN HIEP HOP TAC XA|LIEN HIEP HTX|HOP TAC XA|HTX",
	].join("|")})\\b`,
	"g",
);

/** Words inside a name that statements shorten; both sides are brought to the short form. */
const SHORT_WORDS: readonly [RegExp, string][] = [
	[/\bCHI NHANH\b/g, "CN"],
	[/\bTHUONG MAI\b/g, "TM"],
	[/\bDICH VU\b/g, "DV"],
	[/\bSAN XUAT\b/g, "SX"],
	[/\bXUAT NHAP KHAU\b/g, "XNK"],
	[/\bXAY DUNG\b/g, "XD"],
	[/\bVA\b/g, ""],
];

function properName(name: string): string {
	const plain = toAccountName(name).replace(/[^A-Z0-9]+/g, " ");
	const short = SHORT_WORDS.reduce((text, [long, brief]) => text.replace(long, brief), plain);
	const proper = short.replace(LEGAL_FORMS, "").replace(/ +/g, "");
	return proper === "" ? plain : proper;
}

/**
 * Whether an account belongs to the business, as far as names can tell: equal after removing accents, punctuation and
 * the words of the legal form, which banks shorten. Two enterprises never share the rest of their name (Law 59/2020/QH14
 * on enterprises, Article 41). A household business has no account of its own: its owner's name is accepted as it is.
 */
export function accountNameFits(kind: BusinessKind, legalName: string, accountName: string): boolean {
	return kind === "household" || properName(legalName) === properName(accountName);
}

/** What is still missing before an application, first things first; null when nothing is. */
export function missingPart(business: BusinessFacts | null, today: PlainDate): "registration" | "figures" | null {
	if (!business) return "registration";
	return business.figures && figuresAreCurrent(business.figures.year, today) ? null : "figures";
}
