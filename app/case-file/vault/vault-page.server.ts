import type { Kysely } from "kysely";
import { type Validity, validityOf } from "#app/application/validity.rules.ts";
import { keptUntil } from "#app/application/vault/unused-vault-files.server.ts";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import { type OwnCertificate, ownCertificates } from "#app/certificate/own-certificates.server.ts";
import type { Actor } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { type RemovedFile, type Row, removedFiles, type Use, vaultRows } from "./vault-rows.server.ts";

export type VaultFile = Pick<Row, "kind" | "fileName" | "byteSize" | "sentAt" | "address"> & {
	uses: Use[];
	validity: Validity | null;
	/** The document of which can be said until when it can be used; null of one that is given once, such as an invoice. */
	describes: string | null;
	/** The page on which it can be replaced: that of the draft that it stands in. */
	replaceAt: string | null;
	/** The document that a new version is sent for, where it stands in no draft. */
	replaces: string | null;
	/** There is a new version: it is not used again. */
	isReplaced: boolean;
	/** The document to take it from, and the drafts that it can go into. */
	reuse: { documentId: string; into: Draft[] } | null;
	/** What can be said of it and done with it where it stands in the vault by itself. */
	held: { documentId: string; isGuess: boolean; isRemovable: boolean; keptUntil: PlainDate | null } | null;
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
	/** The first of those that can soon no longer be used, and how many they are. */
	expiring: VaultFile[];
	expiringCount: number;
	kinds: string[];
	kind: string | null;
	total: number;
	page: number;
	pages: number;
	/** What was deleted and can be taken back. */
	removed: RemovedFile[];
	given: Given[];
	certificates: OwnCertificate[];
};

const FILES_A_PAGE = 20;
/** The others stand in the list with their tags: a page with a form for each of two hundred takes a processor a tenth of a second. */
const EXPIRING_SHOWN = 5;

/** Each file once, however often it was used; the newest use in front. */
export async function vaultPage(
	db: Kysely<Tables>,
	actor: Actor,
	asked: { page: number; kind: string | null; now: Date },
): Promise<VaultPage> {
	const today = plainDateAt(asked.now);
	const [holidays, rows, drafts, removed, given, certificates] = await Promise.all([
		readHolidays(db),
		vaultRows(db, actor),
		openDrafts(db, actor),
		removedFiles(db, actor, today),
		givenTo(db, actor),
		ownCertificates(db, actor),
	]);
	const files = inOne(rows, drafts, asked.now, (until) => validityOf(until, today, holidays));
	const kinds = [...new Set(files.map(({ kind }) => kind))].sort();
	const kind = kinds.find((each) => each === asked.kind) ?? null;
	const shown = kind === null ? files : files.filter((file) => file.kind === kind);
	const pages = Math.max(1, Math.ceil(shown.length / FILES_A_PAGE));
	const page = Math.min(asked.page, pages);
	const expiring = files
		.filter(({ validity, isReplaced }) => validity?.is === "soon" && !isReplaced)
		.sort((one, other) => ((one.validity?.until ?? "") < (other.validity?.until ?? "") ? -1 : 1));
	return {
		files: shown.slice((page - 1) * FILES_A_PAGE, page * FILES_A_PAGE),
		expiring: expiring.slice(0, EXPIRING_SHOWN),
		expiringCount: expiring.length,
		kinds,
		kind,
		total: files.length,
		page,
		pages,
		removed,
		given,
		certificates,
	};
}

type Judge = (until: PlainDate | null) => Validity | null;

function inOne(rows: readonly Row[], drafts: readonly Draft[], now: Date, judge: Judge): VaultFile[] {
	const replaced = new Set(rows.map(({ held }) => held?.replacesFileId));
	const byFile = new Map<string, Row[]>();
	for (const row of rows) {
		const places = byFile.get(row.fileId);
		if (places) places.push(row);
		else byFile.set(row.fileId, [row]);
	}
	return [...byFile]
		.map(([fileId, all]) => ({
			...fileOf(all, drafts, now, replaced.has(fileId)),
			validity: judge(all[0]?.validUntil ?? null),
		}))
		.sort((one, other) => other.sentAt.getTime() - one.sentAt.getTime());
}

function fileOf(
	rows: readonly Row[],
	drafts: readonly Draft[],
	now: Date,
	isReplaced: boolean,
): Omit<VaultFile, "validity"> {
	const places = [...rows].sort((one, other) => other.sentAt.getTime() - one.sentAt.getTime());
	const [newest] = places;
	if (!newest) throw new Error("a file stands somewhere");
	const uses = places.flatMap(({ use }) => (use ? [use] : []));
	// What it is, is said in the vault; an application keeps what it was called there.
	const { kind, fileName, byteSize, sentAt, address, documentId, held } = places.find((each) => each.held) ?? newest;
	const inDraft = uses.find(({ is }) => is === "draft");
	const into = drafts.filter(({ reference }) =>
		uses.every((use) => use.reference !== reference || use.is === "replaced"),
	);
	const isOffered = kind.startsWith("application.") && !isReplaced;
	return {
		kind,
		fileName,
		byteSize,
		sentAt,
		address,
		uses,
		describes: kind.startsWith("application.") ? documentId : null,
		replaceAt: inDraft ? `${inDraft.address}/documents` : null,
		replaces: isOffered && !inDraft ? documentId : null,
		isReplaced,
		reuse: isOffered && into.length > 0 ? { documentId, into } : null,
		held: held && {
			documentId: held.documentId,
			isGuess: held.isGuess,
			isRemovable: uses.length === 0,
			keptUntil: uses.length === 0 && held.unused ? keptUntil(held.unused, now) : null,
		},
	};
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
