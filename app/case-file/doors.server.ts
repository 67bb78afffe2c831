import type { Kysely } from "kysely";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import { visibleClaims } from "#app/claim/visible-claims.server.ts";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import { budgetReaders } from "#app/funding/budget/budget.access.ts";
import { type Actor, holds } from "#app/house/access.ts";
import { canReadRecovery } from "#app/recovery/recovery.access.ts";
import { fileOf, staffFiles } from "#app/review/case-in-hand.server.ts";
import { tiesToCases } from "#app/review/desk/case-ties.server.ts";
import { canReadFile } from "#app/review/review.access.ts";
import type { Doors } from "#app/ui/parts/reference-link.tsx";
import type { Tables } from "#db/connection.server.ts";

type Found = { reference: string; address: string };
type Look = (db: Kysely<Tables>, actor: Actor, references: string[]) => Promise<Found[]>;

/** A file with its claims and recoveries, as its reader's rights need it. */
type Row = { reference: string; id: string; associationId: string | null; state: string; confirmed?: boolean };

/** Those of the rows whose file the person reads, or may once they have declared. */
async function readable<Of extends Row>(db: Kysely<Tables>, actor: Actor, rows: readonly Of[]) {
	const ties = await tiesToCases(db, actor.personId, rows);
	return rows.filter((row) => {
		const tie = ties.get(row.id);
		const reads = tie && canReadFile(actor, fileOf(row), tie);
		return reads && (reads.allowed || reads.reason === "review_refusal_not_declared");
	});
}

const at =
	(path: string) =>
	({ reference }: { reference: string }): Found => ({ reference, address: `${path}/${reference}` });

const files: Look = async (db, actor, references) => {
	const rows = await staffFiles(db, actor)
		.select(["reference", "application.id", "associationId", "state"])
		.where("reference", "in", references)
		.execute();
	return (await readable(db, actor, rows)).map(at("/review"));
};

const claims: Look = async (db, actor, references) => {
	const rows = await visibleClaims(db, actor)
		.select(["claim.reference", "application.id", "associationId", "application.state"])
		.where("claim.submittedAt", "is not", null)
		.where("claim.reference", "in", references)
		.execute();
	return (await readable(db, actor, rows)).map(at("/review/claims"));
};

const recoveries: Look = async (db, actor, references) => {
	const rows = await db
		.selectFrom("recovery")
		.innerJoin("application", "application.id", "recovery.applicationId")
		.select(["recovery.reference", "application.id", "associationId", "application.state", "confirmedAt"])
		.where("recovery.reference", "in", references)
		.execute();
	const ties = await tiesToCases(db, actor.personId, rows);
	const open = rows.filter((row) => {
		const tie = ties.get(row.id);
		return tie && canReadRecovery(actor, { file: fileOf(row), tie, confirmed: row.confirmedAt !== null }).allowed;
	});
	return open.map(at("/finance/recoveries"));
};

/** Those who see payments read how it went; who reads the file only, as its claim. */
const payments: Look = async (db, actor, references) => {
	if (canSeePayments(actor).allowed) {
		return money("disbursement", (reference) => `/finance/payments/${reference}/answer`)(db, actor, references);
	}
	const rows = await visibleClaims(db, actor)
		.innerJoin("disbursement", "disbursement.claimId", "claim.id")
		.select(["disbursement.reference", "claim.reference as claim"])
		.select(["application.id", "associationId", "application.state"])
		.where("disbursement.reference", "in", references)
		.execute();
	return (await readable(db, actor, rows)).map(({ reference, claim }) => ({
		reference,
		address: `/review/claims/${claim}`,
	}));
};

/** What only those who see payments read. */
const money =
	(table: "disbursement" | "paymentBatch" | "correction", address: (reference: string) => string): Look =>
	async (db, actor, references) => {
		if (!canSeePayments(actor).allowed) return [];
		const rows = await db.selectFrom(table).select("reference").where("reference", "in", references).execute();
		return rows.map(({ reference }) => ({ reference, address: address(reference) }));
	};

/** What all who work for the city read. */
const budget =
	(table: "budgetChange" | "yearClosing" | "holidayChange", path: string): Look =>
	async (db, actor, references) => {
		if (!actor.secondFactor || !budgetReaders.some((role) => holds(actor, role))) return [];
		const rows = await db.selectFrom(table).select("reference").where("reference", "in", references).execute();
		return rows.map(at(path));
	};

/** By the letters of a reference (app/house/references.server.ts), for staff. */
const staffLooks: Record<string, Look> = {
	HS: files,
	DN: claims,
	CT: payments,
	DC: money("paymentBatch", (reference) => `/finance/batches/${reference}`),
	BT: money("correction", (reference) => `/finance/corrections/${reference}`),
	TH: recoveries,
	NS: budget("budgetChange", "/city/budget"),
	KS: budget("yearClosing", "/city/budget/closings"),
	LN: budget("holidayChange", "/city/working-days"),
};

/** By the letters of a reference (app/house/references.server.ts), for the people of a business. */
const ownLooks: Record<string, Look> = {
	HS: async (db, actor, references) => {
		const rows = await ownApplications(db, actor).select("reference").where("reference", "in", references).execute();
		return rows.map(at("/applications"));
	},
	DN: async (db, actor, references) => {
		const rows = await ownApplications(db, actor)
			.innerJoin("claim", "claim.applicationId", "application.id")
			.select("claim.reference")
			.where("claim.reference", "in", references)
			.execute();
		return rows.map(at("/claims"));
	},
	TH: async (db, actor, references) => {
		const rows = await ownApplications(db, actor)
			.innerJoin("recovery", "recovery.applicationId", "application.id")
			.select(["recovery.reference", "application.reference as application"])
			.where("recovery.reference", "in", references)
			.where("confirmedAt", "is not", null)
			.execute();
		return rows.map(({ reference, application }) => ({
			reference,
			address: `/applications/${application}/recoveries/${reference}`,
		}));
	},
};

const asText = (page: unknown) =>
	JSON.stringify(page, (_key, value) => (typeof value === "bigint" ? String(value) : value)) ?? "";

/** More than a page has room for; a text that is nothing but references is not looked up to its end. */
const MOST_DOORS = 300;

async function doorsBy(looks: Record<string, Look>, db: Kysely<Tables>, actor: Actor, page: unknown): Promise<Doors> {
	const references = [...new Set(asText(page).match(/\b[A-Z]{2}-\d{4}-\d+\b/g))].slice(0, MOST_DOORS);
	const found = await Promise.all(
		Object.entries(looks).map(([letters, look]) => {
			const ofKind = references.filter((reference) => reference.startsWith(`${letters}-`));
			return ofKind.length === 0 ? [] : look(db, actor, ofKind);
		}),
	);
	return Object.fromEntries(found.flat().map(({ reference, address }) => [reference, address]));
}

/**
 * Where the references of a page of staff lead, of those that its reader may open: the page's data is looked through for
 * them, and each is judged by the rules of its own page.
 */
export function doorsIn(db: Kysely<Tables>, actor: Actor, page: unknown): Promise<Doors> {
	return doorsBy(staffLooks, db, actor, page);
}

/** The same for a page of a business's people, which only their own files are. */
export function ownDoorsIn(db: Kysely<Tables>, actor: Actor, page: unknown): Promise<Doors> {
	return doorsBy(ownLooks, db, actor, page);
}
