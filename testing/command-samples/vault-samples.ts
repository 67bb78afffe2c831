import { randomUUID } from "node:crypto";
import { removeVaultDocument, restoreVaultDocument } from "#app/application/vault/change-vault-document.server.ts";
import { describeDocument } from "#app/application/vault/describe-document.server.ts";
import { reuseDocument } from "#app/application/vault/reuse-document.server.ts";
import { sendToVault } from "#app/application/vault/send-to-vault.server.ts";
import { makeDraft, ownPdf } from "../make-application.ts";
import { makeBusiness } from "../make-business.ts";
import { sample } from "./sample.ts";
import { as, type World } from "./world.ts";

async function kept(world: World) {
	const business = await makeBusiness(world.db);
	const documentId = randomUUID();
	const file = { fileName: "bao-gia.pdf", bytes: ownPdf(), replaces: null };
	await sendToVault(as(world, business.owner), { documentId, ...file });
	return { business, owner: business.owner, documentId };
}

export const vaultSamples = [
	// A new version of what somebody else keeps.
	sample(sendToVault, async (world) => {
		const { owner, documentId } = await kept(world);
		const file = { fileName: "bao-gia-2.pdf", bytes: ownPdf(), replaces: documentId };
		return { by: owner, input: { documentId: randomUUID(), ...file } };
	}),
	sample(describeDocument, async (world) => {
		const { owner, documentId } = await kept(world);
		return { by: owner, input: { documentId, kind: "quotation" as const, validUntil: "2026-12-01" } };
	}),
	sample(removeVaultDocument, async (world) => {
		const { owner, documentId } = await kept(world);
		return { by: owner, input: { documentId } };
	}),
	sample(restoreVaultDocument, async (world) => {
		const { owner, documentId } = await kept(world);
		await removeVaultDocument(as(world, owner), { documentId });
		return { by: owner, input: { documentId } };
	}),
	sample(reuseDocument, async (world) => {
		const { business, owner, documentId } = await kept(world);
		const { programmeId, associationId } = world.wishes;
		const { reference } = await makeDraft(world.db, { business, programmeId, associationId });
		return { by: owner, input: { reference, documentId, copyId: randomUUID() } };
	}),
];
