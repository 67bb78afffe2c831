/** What a draft holds so far: how far each part is, and what the rules say of what can be read of it. */

import type { Association } from "#app/association/association-name.ts";
import { type BusinessFacts, missingPart } from "#app/business/business.rules.ts";
import { wardName } from "#app/business/ward/ward-name.ts";
import { parseDong } from "#app/kernel/dong.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { addMonths, type PlainDate } from "#app/kernel/plain-date.ts";
import { formatTaxCode, readTaxCode } from "#app/kernel/tax-code.ts";
import {
	checkEligibility,
	type Eligibility,
	type EligibilityFacts,
	isOwnProvider,
	type PlannedLine,
} from "#app/programme/eligibility.rules.ts";
import { type ProgrammeRules, supportItemOf } from "#app/programme/programme.rules.ts";
import type { ApplicationState } from "../application.states.ts";
import { linesForm } from "./draft.forms.ts";

/** A cost line as typed. The id stays with the line while others come and go, so that its quotation does too. */
export type TypedLine = {
	id: string;
	supportItemCode: string;
	description: string;
	/** Under which name its solution is in the catalogue, or its adviser in the network. */
	listingName: string;
	providerName: string;
	providerTaxCode: string;
	/** As on the quotation, as far as it says so; reviewers hold it against the applicant's own. */
	providerRepresentative: string;
	providerAddress: string;
	providerPhone: string;
	providerEmail: string;
	price: string;
};

/** A line before anything is typed, but for its id. */
export const blankLine: Omit<TypedLine, "id"> = {
	supportItemCode: "",
	description: "",
	listingName: "",
	providerName: "",
	providerTaxCode: "",
	providerRepresentative: "",
	providerAddress: "",
	providerPhone: "",
	providerEmail: "",
	price: "",
};

export const documentKinds = ["quotation", "financial-report", "other"] as const;

export type DocumentKind = (typeof documentKinds)[number];

export type DocumentOnFile = {
	id: string;
	kind: DocumentKind;
	/** The line that a quotation is for; null for one that covers all lines, and for other kinds. */
	lineId: string | null;
	fileName: string;
	byteSize: number;
	uploadedAt: Date;
	/** The last day on which it can be used, as the business says: of a submission, as it said then. */
	validUntil: PlainDate | null;
};

/** Everything that the pages of a draft show and that submitting it is judged by. */
export type DraftCase = {
	id: string;
	reference: string;
	state: ApplicationState;
	draftVersion: number;
	/** The first time; an application that is submitted again is still judged by that day. */
	submittedAt: Date | null;
	/** The day that counts: of the first submission, or today. */
	day: PlainDate;
	programme: { id: string; nameVi: string; nameEn: string; opensOn: PlainDate; closesOn: PlainDate };
	versionId: string;
	rules: ProgrammeRules;
	association: Association | null;
	/** Whether the association may take applications for this programme on that day. */
	associationOpen: boolean;
	business: BusinessFacts;
	assessment: { id: string; level: number; completedOn: PlainDate } | null;
	/** Of this year, over all programmes and associations, without this application. */
	thisYear: Exclude<EligibilityFacts["thisYear"], "unknown">;
	/** The business's own applications that wait for an answer, by the support item that they ask for. */
	ownInProgress: Readonly<Record<string, string>>;
	lines: TypedLine[];
	/** The line that was removed last, for the way back. */
	removedLine: { at: number; line: TypedLine } | null;
	/** The last day of its files, where nobody has touched it since its people were told. */
	filesEndOn: PlainDate | null;
	documents: DocumentOnFile[];
};

type Judged = Pick<DraftCase, "rules" | "programme" | "day" | "business" | "assessment" | "thisYear">;

/** What of a typed line the rules judge. */
export type JudgedFields = Pick<TypedLine, "supportItemCode" | "price" | "providerTaxCode" | "listingName">;

/** A line as the rules judge it. */
type JudgedLine = Pick<PlannedLine, "supportItemCode" | "priceDong" | "providerTaxCode"> & {
	/** Empty where it is not known under which name to look. */
	listingName: string;
};

/** The lines whose support item and price can be read, with their place in the draft. */
export function readableLines(rules: ProgrammeRules, lines: readonly JudgedFields[]) {
	return lines.flatMap(({ supportItemCode, price, providerTaxCode: typed, listingName }, at) => {
		const priceDong = parseDong(price);
		const known = supportItemOf(rules, supportItemCode) !== null;
		const read = readTaxCode(typed);
		const providerTaxCode = read.ok ? formatTaxCode(read.taxCode) : null;
		if (!known || priceDong === null || priceDong <= 0n) return [];
		return [{ at, supportItemCode, priceDong, providerTaxCode, listingName }];
	});
}

/**
 * What the rules say of the lines that can be read; the same on the page as typed and on the server. Null as long as
 * the figures of the business are not there.
 *
 * @param declared the business has declared that nothing was bought or signed; it does so by submitting.
 */
export function judgeLines(
	{ rules, programme, day, business, assessment, thisYear }: Judged,
	lines: readonly JudgedLine[],
	declared = false,
): Eligibility | null {
	const { figures } = business;
	if (!figures) return null;
	return checkEligibility(rules, {
		day,
		window: { opensOn: programme.opensOn, closesOn: programme.closesOn },
		figures: {
			sectorGroup: business.sectorGroup,
			employees: figures.employees,
			revenueDong: figures.revenueDong,
			capitalDong: figures.capitalDong,
		},
		taxCode: business.taxCode.digits,
		location: { provinceCode: business.provinceCode, place: wardName(business.ward, "vi") },
		assessment: assessment ?? "none",
		boughtBefore: declared ? false : "unknown",
		thisYear,
		// There is no catalogue to look in: a named solution or adviser is for the reviewer to look up.
		lines: lines.map(({ listingName, ...line }) => ({
			...line,
			provider: listingName.trim() ? { listed: false, name: listingName.trim() } : "unknown",
		})),
	});
}

/** Whether the typed seller of a line is the applicant itself, or a branch of it. */
export function sellsToItself({ business }: Pick<DraftCase, "business">, typedTaxCode: string): boolean {
	return isOwnProvider(typedTaxCode, { taxCode: business.taxCode.digits });
}

/** `judgeLines` of the draft as it is saved. */
export function judgeDraft(draft: DraftCase): Eligibility | null {
	return judgeLines(draft, readableLines(draft.rules, draft.lines));
}

/** The quotations that speak for a line: its own, and those that cover all lines. */
export function quotationsOf(line: Pick<TypedLine, "id">, documents: readonly DocumentOnFile[]): DocumentOnFile[] {
	return documents.filter(({ kind, lineId }) => kind === "quotation" && (lineId === null || lineId === line.id));
}

/** Documents that a submission takes along: not those of a line that is no longer there. */
export function documentsInUse(draft: Pick<DraftCase, "lines" | "documents">): DocumentOnFile[] {
	const lineIds = draft.lines.map((line) => line.id);
	return draft.documents.filter(({ lineId }) => lineId === null || lineIds.includes(lineId));
}

export const draftParts = ["registration", "figures", "assessment", "channel", "lines", "documents", "check"] as const;

export type DraftPart = (typeof draftParts)[number];

export type PartState = "done" | "doing" | "todo" | "locked";

/** How far each part of the application is; the last one opens when the six before it are done. */
export function partStates(draft: DraftCase): Record<DraftPart, PartState> {
	const before: Record<Exclude<DraftPart, "check">, PartState> = {
		registration: "done",
		figures: missingPart(draft.business, draft.day) === null ? "done" : draft.business.figures ? "doing" : "todo",
		assessment: assessmentState(draft),
		channel: draft.association && draft.associationOpen ? "done" : draft.association ? "doing" : "todo",
		lines: linesState(draft),
		documents: documentsState(draft),
	};
	const open = Object.values(before).every((state) => state === "done");
	return { ...before, check: open ? "todo" : "locked" };
}

function assessmentState({ assessment, rules, day }: DraftCase): PartState {
	const months = rules.settings.assessmentMaxAgeMonths;
	if (months === null) return "done";
	if (!assessment) return "todo";
	return assessment.completedOn >= addMonths(day, -months) ? "done" : "doing";
}

/** Done once all is typed and no rule stands in the way of a line. */
function linesState(draft: DraftCase): PartState {
	const { lines, rules } = draft;
	if (lines.length === 0) return "todo";
	const codes = rules.supportItems.map((item) => item.code);
	const failed = judgeDraft(draft)?.outcomes.some((each) => each.outcome === "fail" && each.supportItemCode !== null);
	return !failed && linesForm(codes).safeParse({ lines }).success ? "done" : "doing";
}

/** The business's own application that asks for an item of one of the lines already; null where there is none. */
export function ownDuplicateOf({ lines, ownInProgress }: Pick<DraftCase, "lines" | "ownInProgress">): string | null {
	const doubled = lines.map(({ supportItemCode }) => ownValue(ownInProgress, supportItemCode));
	return doubled.find((reference) => reference !== undefined) ?? null;
}

function documentsState({ lines, documents }: DraftCase): PartState {
	const covered = lines.filter((line) => quotationsOf(line, documents).length > 0);
	if (covered.length === 0) return "todo";
	return covered.length === lines.length ? "done" : "doing";
}

/** How many parts are done, and which comes next. */
export function progressOf(states: Record<DraftPart, PartState>): { done: number; next: DraftPart } {
	return {
		done: draftParts.filter((part) => states[part] === "done").length,
		next: draftParts.find((part) => states[part] === "todo" || states[part] === "doing") ?? "check",
	};
}

/** Where the references of those applications lead, for the pages that name them. */
export function doorsToOwn({ ownInProgress }: Pick<DraftCase, "ownInProgress">): Record<string, string> {
	return Object.fromEntries(Object.values(ownInProgress).map((reference) => [reference, `/applications/${reference}`]));
}
