import { z } from "zod";
import { sizeClasses } from "#app/business/size-class.rules.ts";
import { legalText, withOwnPage } from "#app/kernel/legal-texts.ts";
import { isPlainDate } from "#app/kernel/plain-date.ts";
import { conditions, ownShareWays, type ProgrammeRules, rails, yearEndWays } from "./programme.rules.ts";

/** JSON has no bigint, and its numbers are not exact above 2^53: amounts are strings of digits there. */
const dong = z.codec(z.string().regex(/^\d{1,15}$/), z.bigint(), { decode: BigInt, encode: String });
const plainDate = z.string().refine(isPlainDate);
const text = z.string().min(1);
const inTwoLanguages = z.strictObject({ vi: text, en: text });
const legalReference = z.strictObject({ vi: text, en: text, url: z.url().nullable() }).overwrite(withOwnPage);
const workingDays = z.int().min(1);
const smeClass = z.enum(sizeClasses).exclude(["larger"]);

const sizeClassTable = z.strictObject({
	legalReference,
	effectiveFrom: plainDate,
	rows: z.array(
		z.strictObject({
			sizeClass: smeClass,
			sectorGroup: z.enum(["agriculture", "industry", "trade"]),
			employees: z.int().min(0),
			revenueDong: dong,
			capitalDong: dong,
		}),
	),
});

const priorityGroupTable = z.strictObject({
	legalReference,
	effectiveFrom: plainDate,
	manyWomen: z.array(z.strictObject({ fromEmployees: z.int().min(0), atLeastPercent: z.int().min(0).max(100) })),
});

const supportItem = z.strictObject({
	code: z.string().regex(/^[A-Z][A-Z0-9-]*$/),
	vi: text,
	en: text,
	unit: z.enum(["per-year", "per-contract-per-year"]),
	providerCondition: z.enum(["solution-published", "adviser-network"]),
	legalReference,
	rates: z.array(
		z.strictObject({
			sizeClass: smeClass,
			ratePercent: z.int().min(0).max(100),
			ceilingDong: dong.nullable(),
			effectiveFrom: plainDate,
			effectiveTo: plainDate.nullable(),
		}),
	),
});

const settingFields = z.strictObject({
	payee: z.enum(["provider", "business"]),
	payer: inTwoLanguages,
	rail: z.enum(rails),
	ownShare: z.enum(ownShareWays),
	// At most half (Circular 52/2023/TT-BTC, article 16(2)).
	advancePercent: z.int().min(0).max(50),
	retentionPercent: z.int().min(0).max(20),
	secondPersonAboveDong: dong,
	// One in one would be no sample: an amount of 0 says that.
	secondPersonSampleOneIn: z.int().min(2).nullable(),
	agreementWorkingDays: workingDays,
	extensionWorkingDays: workingDays,
	providerWorkingDays: workingDays,
	answerWorkingDays: workingDays,
	recoveryInstalmentsMost: z.int().min(1).max(60),
	assessmentMaxAgeMonths: z.int().min(1).nullable(),
	queueOrder: z.enum(["submission-first", "priority-first"]),
	noCostBeforeSubmission: z.boolean(),
	yearEndReservations: z.enum(yearEndWays),
	provinceCode: z.string().regex(/^\d{2}$/),
});

/**
 * Stripe passes on what a business pays in only with what it pays to the provider; and a claim that an advance has paid
 * already has no payment that could take it along.
 */
const settings = settingFields
	.refine(
		({ ownShare, rail, payee }) => ownShare === "to-provider" || (rail === "stripe" && payee === "provider"),
		"ownShare asks for the rail stripe and the payee provider",
	)
	.refine(
		({ ownShare, advancePercent }) => ownShare === "to-provider" || advancePercent === 0,
		"ownShare through Stripe and an advance exclude each other",
	);

/** Reads the JSON document of a programme version, and refuses one that is not whole. */
export const programmeRulesSchema = z.strictObject({
	sizeClasses: sizeClassTable,
	priorityGroups: priorityGroupTable,
	supportItems: z
		.array(supportItem)
		.refine((items) => new Set(items.map((item) => item.code)).size === items.length, "A code is used twice"),
	conditions: z.record(z.enum(conditions), legalReference),
	settings,
	settingNotes: z.record(settingFields.keyof(), inTwoLanguages),
});

/** The same document with its amounts as strings, as it is stored. */
export type ProgrammeRulesJson = z.input<typeof programmeRulesSchema>;

/** What a version that is older than a setting means by not having it; versions are never changed. */
const laterSettings = {
	rail: {
		value: "bank-file",
		note: {
			vi: "Phiên bản này có trước khi chi trả qua Stripe.",
			en: "This version is older than payment through Stripe.",
		},
	},
	ownShare: {
		value: "to-provider",
		note: {
			vi: "Phiên bản này có trước khi doanh nghiệp trả được phần của mình qua Stripe.",
			en: "This version is older than paying the own share through Stripe.",
		},
	},
	payer: {
		value: { vi: "Cơ quan chi trả của Thành phố", en: "The city's paying body" },
		note: {
			vi: "Phiên bản này có trước khi ghi tên cơ quan chi trả vào thỏa thuận.",
			en: "This version is older than the name of the paying body in agreements.",
		},
	},
	secondPersonSampleOneIn: {
		value: null,
		note: {
			vi: "Phiên bản này có trước khi chọn ngẫu nhiên hồ sơ để người thứ hai xem.",
			en: "This version is older than the sample that a second person looks at.",
		},
	},
	providerWorkingDays: {
		value: 5,
		note: {
			vi: "Phiên bản này có trước khi nhà cung cấp trả lời thỏa thuận, nên theo mức chung là 5 ngày làm việc.",
			en: "This version is older than the providers' answer to the agreement, so the usual 5 working days hold.",
		},
	},
	recoveryInstalmentsMost: {
		value: 6,
		note: {
			vi: "Phiên bản này có trước khi chọn được số lần trả lại tiền, nên theo mức chung là 6 lần.",
			en: "This version is older than the choice of parts to pay back in, so the usual 6 hold.",
		},
	},
	yearEndReservations: {
		value: "carry-over",
		note: {
			vi: "Phiên bản này có trước khi khóa sổ cuối năm: khoản giữ chỗ giữ nguyên hạn ký.",
			en: "This version is older than the closing of years: a reservation keeps its days.",
		},
	},
	advancePercent: {
		value: 0,
		note: {
			vi: "Phiên bản này có trước khi chương trình cho tạm ứng.",
			en: "This version is older than advances.",
		},
	},
	retentionPercent: {
		value: 0,
		note: {
			vi: "Phiên bản này có trước khi chương trình giữ lại một phần.",
			en: "This version is older than keeping a part back.",
		},
	},
};

/**
 * Where it comes from that nobody is paid by their own invoice: business and provider are two of the contract's three
 * parties, so it has none where they are one.
 */
export const INDEPENDENT_PROVIDER_SOURCE = legalText(
	"Thông tư 06/2022/TT-BKHĐT, Phụ lục 1 (hợp đồng ba bên)",
	"Circular 06/2022/TT-BKHDT, Annex 1 (three-party contract)",
);

/** The same of conditions: the law asked for them before the versions said so. */
const laterConditions = { "independent-provider": INDEPENDENT_PROVIDER_SOURCE };

/** From the stored form; throws a ZodError that names the place if the document is not whole. */
export function readProgrammeRules(json: unknown): ProgrammeRules {
	const part = z.looseObject({});
	const stored = z.looseObject({ conditions: part, settings: part, settingNotes: part }).safeParse(json);
	if (!stored.success) return programmeRulesSchema.parse(json);
	const { conditions, settings, settingNotes, ...rest } = stored.data;
	const later = Object.entries(laterSettings).filter(([name]) => !Object.hasOwn(settings, name));
	const values = later.map(([name, { value }]) => [name, value]);
	const notes = later.map(([name, { note }]) => [name, note]);
	return programmeRulesSchema.parse({
		...rest,
		conditions: { ...laterConditions, ...conditions },
		settings: { ...settings, ...Object.fromEntries(values) },
		settingNotes: { ...settingNotes, ...Object.fromEntries(notes) },
	});
}

/** To the stored form. */
export function programmeRulesToJson(rules: ProgrammeRules): ProgrammeRulesJson {
	// The schema's own type has mutable arrays; encoding copies and changes nothing.
	return z.encode(programmeRulesSchema, rules as z.output<typeof programmeRulesSchema>);
}
