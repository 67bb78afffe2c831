import { randomUUID } from "node:crypto";
import { addDocument } from "#app/application/add-document.server.ts";
import { removeDocument, restoreDocument } from "#app/application/remove-document.server.ts";
import { saveChannel } from "#app/application/save-channel.server.ts";
import { saveLines } from "#app/application/save-lines.server.ts";
import { startApplication } from "#app/application/start-application.server.ts";
import { submitApplication } from "#app/application/submit-application.server.ts";
import { withdrawApplication } from "#app/application/withdraw-application.server.ts";
import { saveBankAccount } from "#app/business/save-bank-account.server.ts";
import { saveFigures } from "#app/business/save-figures.server.ts";
import { saveGroups } from "#app/business/save-groups.server.ts";
import { saveRegistration } from "#app/business/save-registration.server.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { assert } from "#app/kernel/assert.ts";
import { readTaxCode } from "#app/kernel/tax-code.ts";
import { makeDraft, ownPdf, usualLines } from "../make-application.ts";
import { makeBusiness } from "../make-business.ts";
import { sample } from "./sample.ts";
import { as, submitted, type World } from "./world.ts";

function draft({ db, wishes: { programmeId, associationId } }: World) {
	return makeDraft(db, { programmeId, associationId });
}

async function draftWithDocument(world: World) {
	const { owner, reference } = await draft(world);
	const documentId = randomUUID();
	const file = { kind: "other" as const, fileName: "khac.pdf", bytes: ownPdf() };
	await addDocument(as(world, owner), { reference, documentId, ...file });
	return { owner, of: { reference, documentId } };
}

export const applicationSamples = [
	sample(startApplication, async ({ db, programmeId, associationId }) => {
		const { id: businessId, owner } = await makeBusiness(db);
		return { by: owner, input: { applicationId: randomUUID(), businessId, programmeId, associationId } };
	}),
	sample(saveChannel, async (world) => {
		const { owner, reference, programmeId } = await draft(world);
		return { by: owner, input: { reference, programmeId, associationId: world.elsewhereId } };
	}),
	sample(saveLines, async (world) => {
		const { owner, reference } = await draft(world);
		return { by: owner, input: { reference, draftVersion: 2, lines: usualLines.slice(0, 1) } };
	}),
	sample(addDocument, async (world) => {
		const { owner, reference } = await draft(world);
		const file = { kind: "other" as const, fileName: "khac.pdf", bytes: ownPdf() };
		return { by: owner, input: { reference, documentId: randomUUID(), ...file } };
	}),
	sample(removeDocument, async (world) => {
		const { owner, of } = await draftWithDocument(world);
		return { by: owner, input: of };
	}),
	sample(restoreDocument, async (world) => {
		const { owner, of } = await draftWithDocument(world);
		await removeDocument(as(world, owner), of);
		return { by: owner, input: of };
	}),
	sample(submitApplication, async (world) => {
		const { owner, reference } = await draft(world);
		return { by: owner, input: { reference, submissionId: randomUUID() } };
	}),
	sample(withdrawApplication, async (world) => {
		const { owner, reference } = await submitted(world);
		return { by: owner, input: { reference } };
	}),

	sample(saveRegistration, async ({ db }) => {
		const { id: businessId, owner, taxCode, legalName } = await makeBusiness(db);
		const read = readTaxCode(taxCode);
		assert(read.ok, "made for a test");
		const words = { kind: "company" as const, section: "C", street: "34 Đường Số 6", wardCode: "27448", phone: null };
		const input = { businessId, taxCode: read.taxCode, legalName, ...words };
		// Who has a business is told so, whatever other business they name.
		return { by: owner, input, ownReasons: ["business_refusal_one_per_account"] };
	}),
	sample(saveFigures, async ({ db }) => {
		const { id: businessId, owner } = await makeBusiness(db);
		const figures = { year: 2025, employees: 20, womenEmployees: 9, revenueDong: null, capitalDong: 9_000_000_000n };
		return { by: owner, input: { businessId, ...figures } };
	}),
	sample(saveGroups, async ({ db }) => {
		const { id: businessId, owner } = await makeBusiness(db);
		return { by: owner, input: { businessId, womenOwned: true, socialEnterprise: false } };
	}),
	sample(saveBankAccount, async ({ db }) => {
		const { id: businessId, owner, legalName } = await makeBusiness(db);
		const account = { bankBin: "970436", number: "0071009999", accountName: toAccountName(legalName) };
		return { by: owner, input: { businessId, ...account } };
	}),
];
