import type { Kysely } from "kysely";
import { isOpenToChange } from "#app/application/application.states.ts";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import { type OwnCertificate, ownCertificates } from "#app/certificate/own-certificates.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";

/** Where a file is used: in what is still written, as it was submitted, or submitted and since replaced. */
export type Use = { reference: string; address: string; is: "draft" | "submitted" | "replaced" };

export type VaultFile = {
	/** `application.` or `claim.` and the kind of the document. */
	kind: string;
	fileName: string;
	byteSize: bigint;
	sentAt: Date;
	/** Where it can be seen. */
	address: string;
	uses: Use[];
	/** The page on which it can be replaced: that of the draft that it stands in. */
	replaceAt: string | null;
	/** The document to take it from, and the drafts that it can go into. */
	reuse: { documentId: string; into: Draft[] } | null;
};

/** An application that is being written. */
export type Draft = { reference: string; programmeVi: string; programmeEn: string };

/** What the association and the city gave, certificates aside. */
export type Given = {
	reference: string;
	at: Date;
	/** Null for a refusal. */
	amountDong: bigint | null;
	is: "decision" | "agreement" | "agreement-in-force";
};

export type VaultPage = {
	files: VaultFile[];
	kinds: string[];
	kind: string | null;
	total: number;
	page: number;
	pages: number;
	given: Given[];
	certificates: OwnCertificate[];
};

const FILES_A_PAGE = 20;

type Row = {
	documentId: string;
	fileId: string;
	kind: string;
	fileName: string;
	byteSize: bigint;
	sentAt: Date;
	address: string;
	use: Use;
};

/** Each file once, however often it was used; the newest use in front. */
export async function vaultPage(
	db: Kysely<Tables>,
	actor: Actor,
	asked: { page: number; kind: string | null },
): Promise<VaultPage> {
	const [documents, ofClaims, drafts, given, certificates] = await Promise.all([
		applicationRows(db, actor),
		claimRows(db, actor),
		openDrafts(db, actor),
		givenTo(db, actor),
		ownCertificates(db, actor),
	]);
	const files = inOne([...documents, ...ofClaims], drafts);
	const kinds = [...new Set(files.map(({ kind }) => kind))].sort();
	const kind = kinds.find((each) => each === asked.kind) ?? null;
	const shown = kind === null ? files : files.filter((file) => file.kind === kind);
	const pages = Math.max(1, Math.ceil(shown.length / FILES_A_PAGE));
	const page = Math.min(asked.page, pages);
	return {
		files: shown.slice((page - 1) * FILES_A_PAGE, page * FILES_A_PAGE),
		kinds,
		kind,
		total: files.length,
		page,
		pages,
		given,
		certificates,
	};
}

function inOne(rows: readonly Row[], drafts: readonly Draft[]): VaultFile[] {
	const byFile = new Map<string, Row[]>();
	for (const row of rows) byFile.set(row.fileId, [...(byFile.get(row.fileId) ?? []), row]);
	return [...byFile.values()]
		.map((all) => fileOf(all, drafts))
		.sort((one, other) => other.sentAt.getTime() - one.sentAt.getTime());
}

function fileOf(rows: readonly Row[], drafts: readonly Draft[]): VaultFile {
	const [newest, ...older] = [...rows].sort((one, other) => other.sentAt.getTime() - one.sentAt.getTime());
	if (!newest) throw new Error("a file has at least one use");
	const uses = [newest, ...older].map(({ use }) => use);
	const inDraft = uses.find(({ is }) => is === "draft");
	const into = drafts.filter(({ reference }) =>
		uses.every((use) => use.reference !== reference || use.is === "replaced"),
	);
	const { kind, fileName, byteSize, sentAt, address, documentId } = newest;
	return {
		kind,
		fileName,
		byteSize,
		sentAt,
		address,
		uses,
		replaceAt: inDraft ? `${inDraft.address}/documents` : null,
		reuse: kind.startsWith("application.") && into.length > 0 ? { documentId, into } : null,
	};
}

/** Documents of applications, but those that were taken out before anything was submitted with them. */
async function applicationRows(db: Kysely<Tables>, actor: Actor): Promise<Row[]> {
	const rows = await ownApplications(db, actor)
		.innerJoin("applicationDocument", "applicationDocument.applicationId", "application.id")
		.select(["applicationDocument.id", "fileId", "kind", "fileName", "byteSize", "uploadedAt", "removedAt"])
		.select(["application.reference", "application.state"])
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom("submissionDocument")
						.select("submissionId")
						.whereRef("submissionDocument.documentId", "=", "applicationDocument.id"),
				)
				.as("wasSubmitted"),
		)
		.orderBy("uploadedAt", "desc")
		.orderBy("applicationDocument.id")
		.execute();
	return rows
		.filter(({ removedAt, wasSubmitted }) => removedAt === null || wasSubmitted)
		.map((row) => ({
			documentId: row.id,
			fileId: row.fileId,
			kind: `application.${row.kind}`,
			fileName: row.fileName,
			byteSize: row.byteSize,
			sentAt: row.uploadedAt,
			address: `/files/applications/${row.id}`,
			use: {
				reference: row.reference,
				address: `/applications/${row.reference}`,
				is: row.removedAt ? "replaced" : isOpenToChange(row.state as never) ? "draft" : "submitted",
			},
		}));
}

async function claimRows(db: Kysely<Tables>, actor: Actor): Promise<Row[]> {
	const rows = await ownApplications(db, actor)
		.innerJoin("claim", "claim.applicationId", "application.id")
		.innerJoin("claimDocument", "claimDocument.claimId", "claim.id")
		.select(["claimDocument.id", "fileId", "claimDocument.kind", "fileName", "byteSize", "uploadedAt"])
		.select(["claim.reference", "claim.state"])
		.where("claimDocument.removedAt", "is", null)
		.orderBy("uploadedAt", "desc")
		.orderBy("claimDocument.id")
		.execute();
	return rows.map((row) => ({
		documentId: row.id,
		fileId: row.fileId,
		kind: `claim.${row.kind}`,
		fileName: row.fileName,
		byteSize: row.byteSize,
		sentAt: row.uploadedAt,
		address: `/files/claims/${row.id}`,
		use: {
			reference: row.reference,
			address: `/claims/${row.reference}`,
			is: row.state === "draft" || row.state === "returned" ? "draft" : "submitted",
		},
	}));
}

function openDrafts(db: Kysely<Tables>, actor: Actor): Promise<Draft[]> {
	return ownApplications(db, actor)
		.innerJoin("programme", "programme.id", "application.programmeId")
		.select(["application.reference", "programme.nameVi as programmeVi", "programme.nameEn as programmeEn"])
		.where("application.state", "in", ["draft", "changes_requested"])
		.orderBy("application.reference", "desc")
		.execute();
}

/** Decisions and agreements, the newest first. */
async function givenTo(db: Kysely<Tables>, actor: Actor): Promise<Given[]> {
	const [decided, agreed] = await Promise.all([
		ownApplications(db, actor)
			.select(["reference", "decidedAt", "approvedDong"])
			.where("decidedAt", "is not", null)
			.execute(),
		ownApplications(db, actor)
			.innerJoin("agreement", "agreement.applicationId", "application.id")
			.select(["reference", "agreement.amountDong", "offeredAt", "inForceAt"])
			.execute(),
	]);
	const given: Given[] = [
		...decided.flatMap(({ reference, decidedAt, approvedDong }): Given[] =>
			decidedAt ? [{ reference, at: decidedAt, amountDong: approvedDong, is: "decision" }] : [],
		),
		...agreed.map(
			({ reference, amountDong, offeredAt, inForceAt }): Given => ({
				reference,
				at: inForceAt ?? offeredAt,
				amountDong,
				is: inForceAt ? "agreement-in-force" : "agreement",
			}),
		),
	];
	return given.sort((one, other) => other.at.getTime() - one.at.getTime());
}
