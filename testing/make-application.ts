import { randomUUID } from "node:crypto";
import { addDocument } from "#app/application/add-document.server.ts";
import type { LineInput } from "#app/application/save-lines.server.ts";
import { saveLines } from "#app/application/save-lines.server.ts";
import { startApplication } from "#app/application/start-application.server.ts";
import { submitApplication } from "#app/application/submit-application.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Database } from "#db/connection.server.ts";
import { addressOf } from "./accept-for-all.ts";
import { makeAssessment } from "./make-assessment.ts";
import { type MadeBusiness, makeBusiness } from "./make-business.ts";
import { makeProgramme } from "./make-programme.ts";
import { contextOf, makeAssociation, makeTaxCode } from "./makers.ts";

type Wishes = {
	business?: MadeBusiness;
	/** With an envelope for the association; a new one of 500 million unless given. */
	programmeId?: string;
	associationId?: string;
	/** As typed. A small business gets 36 and 50 million for the usual two, 86 in all. */
	lines?: LineInput[];
	/** False leaves the quotations out. */
	quotations?: boolean;
	/** False leaves the digital assessment out. */
	assessed?: boolean;
	now?: Date;
};

export type MadeApplication = {
	id: string;
	reference: string;
	business: MadeBusiness;
	owner: Actor;
	programmeId: string;
	associationId: string;
};

/** Consulting for 72 million and a solution for 118 million: 36 and, by the ceiling, 50 million of support. */
export const usualLines: LineInput[] = [
	{
		supportItemCode: "DX-CONSULT",
		description: "Tư vấn quy trình sản xuất số",
		listingName: "Nguyễn Thị Khuê, TVV-0219",
		providerName: "Công ty TNHH Tư vấn Vận hành Ba Khía",
		providerTaxCode: makeTaxCode(801),
		providerEmail: addressOf(makeTaxCode(801)),
		price: "72.000.000",
	},
	{
		supportItemCode: "DX-SOLUTION",
		description: "Phần mềm quản lý sản xuất Vàm Sông, 12 tháng",
		listingName: "Vàm Sông Sản xuất",
		providerName: "Công ty Cổ phần Phần mềm Vàm Sông",
		providerTaxCode: makeTaxCode(802),
		providerEmail: addressOf(makeTaxCode(802)),
		price: "118.000.000",
	},
];

/** The smallest file that is a PDF by its first bytes. */
export const aPdf = new TextEncoder().encode("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n");

export const MEGABYTE = 1024 * 1024;

let serial = 0;

/** A PDF that no other has the bytes of, as long as wished. */
export function ownPdf(length = aPdf.byteLength + 20): Uint8Array {
	const bytes = new Uint8Array(length);
	bytes.set(aPdf);
	bytes.set(new TextEncoder().encode(`%${++serial}`), aPdf.byteLength);
	return bytes;
}

/** A draft with lines, a quotation that covers them, and an assessment of its business: ready to submit. */
export async function makeDraft(db: Database, wishes: Wishes = {}): Promise<MadeApplication> {
	const { now } = wishes;
	const business = wishes.business ?? (await makeBusiness(db, { now }));
	const associationId = wishes.associationId ?? (await makeAssociation(db));
	const programmeId = wishes.programmeId ?? (await makeProgramme({ envelopes: { [associationId]: 500_000_000n } }));
	const { owner } = business;
	const ctx = contextOf(db, owner, now);
	if (wishes.assessed !== false) await makeAssessment(db, owner, { now });
	const id = randomUUID();
	const reference = await startApplication(ctx, {
		applicationId: id,
		businessId: business.id,
		programmeId,
		associationId,
	});
	await saveLines(ctx, { reference, draftVersion: 1, lines: wishes.lines ?? usualLines });
	if (wishes.quotations !== false) {
		const file = { kind: "quotation" as const, fileName: "bao-gia.pdf", bytes: aPdf };
		await addDocument(ctx, { reference, documentId: randomUUID(), ...file });
	}
	return { id, reference, business, owner, programmeId, associationId };
}

/** An application that its association has received. */
export async function makeSubmitted(db: Database, wishes: Wishes = {}): Promise<MadeApplication> {
	const draft = await makeDraft(db, wishes);
	const ctx = contextOf(db, draft.owner, wishes.now);
	await submitApplication(ctx, { reference: draft.reference, submissionId: randomUUID() });
	return draft;
}
