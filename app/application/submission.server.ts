import { type Kysely, sql, type Transaction } from "kysely";
import type { Association } from "#app/association/association-name.ts";
import type { BusinessFacts, BusinessKind } from "#app/business/business.rules.ts";
import type { SizeClass } from "#app/business/size-class.rules.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Locale } from "#app/kernel/locale.ts";
import type { Eligibility } from "#app/programme/eligibility.rules.ts";
import type { RuleOutcome } from "#app/programme/rule-outcome.rules.ts";
import type { Tables } from "#db/connection.server.ts";
import type { CostLineInput } from "./draft/draft.forms.ts";
import { type DocumentKind, type DocumentOnFile, type DraftCase, documentsInUse } from "./draft/draft.rules.ts";
import { freeze, thaw } from "./frozen-json.ts";
import { type ApplicationRow, unsafeOneApplication } from "./visible-applications.server.ts";

/** What the business said of itself when it submitted; never its account. */
export type SubmittedBusiness = Omit<BusinessFacts, "account"> & {
	assessment: DraftCase["assessment"];
	association: Association | null;
};

export type SubmittedLine = {
	id: string;
	/** The same through all submissions of the application; a quotation names it. */
	lineId: string;
	position: number;
	supportItemCode: string;
	description: string;
	/** Under which name its solution is in the catalogue, or its adviser in the network; empty in older files. */
	listingName: string;
	providerName: string;
	providerTaxCode: string;
	/** As on the quotation; empty where it was not given. */
	providerRepresentative: string;
	providerAddress: string;
	providerPhone: string;
	providerEmail: string;
	/** With tax. */
	priceDong: bigint;
	/** What the rules allow for it at most. */
	allowedDong: bigint;
};

/** One submission of an application as it was frozen. */
export type SubmittedCase = {
	submissionId: string;
	applicationId: string;
	/** 1, and one more each time that it was submitted again. */
	number: number;
	/** The version of the programme that it is judged by. */
	versionId: string;
	submittedAt: Date;
	submittedByName: string;
	sizeClass: SizeClass;
	totalDong: bigint;
	allowedDong: bigint;
	business: SubmittedBusiness;
	outcomes: RuleOutcome[];
	lines: SubmittedLine[];
	documents: (DocumentOnFile & { mediaType: string; sha256: string })[];
};

/**
 * What the business was called when it submitted an application last, which is how it was decided on: for every read with
 * `application` in it that shows a name beside what was submitted. What a business calls itself since is for what comes
 * after, so that no contract, certificate or payment changes its party.
 */
export const submittedName = sql<string>`(select submitted.business_facts ->> 'legalName' from submission submitted
	where submitted.id = application.submission_id)`;

/** The kind of business that applied, beside `submittedName`. */
export const submittedKind = sql<BusinessKind>`(select submitted.business_facts ->> 'kind' from submission submitted
	where submitted.id = application.submission_id)`;

/** Freezes a draft as a submission with its lines and documents; returns its number. */
export async function insertSubmission(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{
		id,
		draft,
		lines,
		eligibility,
	}: { id: string; draft: DraftCase; lines: readonly CostLineInput[]; eligibility: Eligibility },
): Promise<number> {
	const { count } = await trx
		.selectFrom("submission")
		.select((eb) => eb.fn.countAll<bigint>().as("count"))
		.where("applicationId", "=", draft.id)
		.executeTakeFirstOrThrow();
	const number = Number(count) + 1;
	const { account: _account, ...business } = draft.business;
	const frozen: SubmittedBusiness = { ...business, assessment: draft.assessment, association: draft.association };
	assert(eligibility.sizeClass, "an eligible business has a size");
	await trx
		.insertInto("submission")
		.values({
			id,
			applicationId: draft.id,
			number,
			programmeVersionId: draft.versionId,
			businessFacts: freeze(frozen),
			outcomes: freeze(eligibility.outcomes),
			sizeClass: eligibility.sizeClass,
			totalDong: eligibility.totalDong,
			allowedDong: eligibility.allowedDong,
			submittedAt: ctx.now,
			submittedBy: ctx.actor.personId,
			submittedByName: ctx.actor.name,
		})
		.execute();
	await trx
		.insertInto("costLine")
		.values(costLinesOf(id, draft, lines, eligibility))
		.execute();
	await trx
		.insertInto("submissionDocument")
		.values(
			documentsInUse(draft).map(({ id: documentId, validUntil }) => ({ submissionId: id, documentId, validUntil })),
		)
		.execute();
	return number;
}

function costLinesOf(
	submissionId: string,
	draft: DraftCase,
	lines: readonly CostLineInput[],
	eligibility: Eligibility,
) {
	return lines.map(({ price, ...line }, at) => {
		const typed = draft.lines[at];
		const amount = eligibility.lines[at];
		assert(typed && amount?.priceDong === price, "lines, their ids and their amounts are in one order");
		const { allowedDong } = amount;
		return { ...line, submissionId, position: at + 1, lineId: typed.id, priceDong: price, allowedDong };
	});
}

/** What the business said of itself in a submission, whatever it says since. */
export async function submittedBusiness(db: Kysely<Tables>, submissionId: string): Promise<SubmittedBusiness> {
	const { businessFacts } = await db
		.selectFrom("submission")
		.select("businessFacts")
		.where("id", "=", submissionId)
		.executeTakeFirstOrThrow();
	return thaw<SubmittedBusiness>(businessFacts);
}

/**
 * A submission as it was frozen, with its lines in order and its documents. Whether the asker may see it is decided
 * where its id was found: on an application that they may see.
 */
export async function submittedCase(db: Kysely<Tables>, submissionId: string): Promise<SubmittedCase> {
	const [row, lines, documents] = await Promise.all([
		db.selectFrom("submission").selectAll().where("id", "=", submissionId).executeTakeFirstOrThrow(),
		db.selectFrom("costLine").selectAll().where("submissionId", "=", submissionId).orderBy("position").execute(),
		db
			.selectFrom("submissionDocument")
			.innerJoin("applicationDocument", "applicationDocument.id", "submissionDocument.documentId")
			.select(["id", "kind", "lineId", "fileName", "byteSize", "uploadedAt", "mediaType", "sha256", "validUntil"])
			.where("submissionId", "=", submissionId)
			.orderBy("uploadedAt")
			.orderBy("id")
			.execute(),
	]);
	return {
		submissionId,
		applicationId: row.applicationId,
		number: row.number,
		versionId: row.programmeVersionId,
		submittedAt: row.submittedAt,
		submittedByName: row.submittedByName,
		sizeClass: row.sizeClass as SizeClass,
		totalDong: row.totalDong,
		allowedDong: row.allowedDong,
		business: thaw<SubmittedBusiness>(row.businessFacts),
		outcomes: thaw<RuleOutcome[]>(row.outcomes),
		lines: lines.map(({ submissionId: _of, ...line }) => line),
		documents: documents.map((row) => ({ ...row, kind: row.kind as DocumentKind, byteSize: Number(row.byteSize) })),
	};
}

/** Any application with its business's name as submitted and its programme's names. For jobs, which act for nobody's eyes. */
export async function unsafeNamedApplication(
	db: Kysely<Tables>,
	applicationId: string,
): Promise<{ application: ApplicationRow; legalName: string; programme: Record<Locale, string> }> {
	const row = await unsafeOneApplication(db, applicationId)
		.innerJoin("programme", "programme.id", "application.programmeId")
		.selectAll("application")
		.select([submittedName.as("legalName"), "programme.nameVi", "programme.nameEn"])
		.executeTakeFirstOrThrow();
	const { legalName, nameVi, nameEn, ...application } = row;
	return { application: application as ApplicationRow, legalName, programme: { vi: nameVi, en: nameEn } };
}
