import { randomUUID } from "node:crypto";
import { saveAdvance } from "#app/claim/advance/save-advance.server.ts";
import { startAdvance } from "#app/claim/advance/start-advance.server.ts";
import { addClaimDocument, removeClaimDocument } from "#app/claim/claim-documents.server.ts";
import { endClaims } from "#app/claim/ending/end-claims.server.ts";
import { giveUpClaim } from "#app/claim/ending/give-up-claim.server.ts";
import { addInvoiceFile } from "#app/claim/invoice/add-invoice-file.server.ts";
import { savePayeeAccount } from "#app/claim/payee-account.server.ts";
import { saveClaim } from "#app/claim/save-claim.server.ts";
import { startClaim } from "#app/claim/start-claim.server.ts";
import { submitClaim } from "#app/claim/submit-claim.server.ts";
import { openOwnShare, ownSharePayPage } from "#app/disbursement/own-share/open-own-share.server.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { invoiceXml } from "../invoice-xml.ts";
import { makeAdvance } from "../make-advance.ts";
import { ownPdf } from "../make-application.ts";
import { makeClaim, makeVerifiedClaim } from "../make-claim.ts";
import { makeOpenOwnShare } from "../make-own-share.ts";
import { sample } from "./sample.ts";
import { agreed, as, stripeFor, type World } from "./world.ts";

/** Ready to submit, with what was typed in it. */
async function claimed(world: World, programmeId?: string) {
	const application = await agreed(world, programmeId);
	const reference = await makeClaim(world.db, application);
	const { draft, draftVersion } = await world.db
		.selectFrom("claim")
		.select(["draft", "draftVersion"])
		.where("reference", "=", reference)
		.executeTakeFirstOrThrow();
	const { lines, invoices } = draft as unknown as Pick<Parameters<typeof saveClaim>[1], "lines" | "invoices">;
	return { owner: application.owner, reference, draftVersion, lines, invoices };
}

const file = () => ({ documentId: randomUUID(), kind: "other" as const, fileName: "khac.pdf", bytes: ownPdf() });

export const claimSamples = [
	sample(startClaim, async (world) => {
		const { owner, reference } = await agreed(world);
		return { by: owner, input: { claimId: randomUUID(), reference } };
	}),
	sample(saveClaim, async (world) => {
		const { owner, ...typed } = await claimed(world);
		return { by: owner, input: { ...typed, isLast: false } };
	}),
	sample(savePayeeAccount, async (world) => {
		const { owner, reference } = await claimed(world, world.providersProgrammeId);
		const accountName = toAccountName("Công ty Giải pháp Thử");
		return { by: owner, input: { reference, bankBin: "970436", number: "0071009999", accountName } };
	}),
	sample(addClaimDocument, async (world) => {
		const { owner, reference } = await claimed(world);
		return { by: owner, input: { reference, ...file() } };
	}),
	sample(removeClaimDocument, async (world) => {
		const { owner, reference } = await claimed(world);
		const { documentId, ...rest } = file();
		await addClaimDocument(as(world, owner), { reference, documentId, ...rest });
		return { by: owner, input: { reference, documentId } };
	}),
	sample(addInvoiceFile, async (world) => {
		const { owner, ...typed } = await claimed(world);
		const bytes = new TextEncoder().encode(invoiceXml({}));
		const xml = { documentId: randomUUID(), fileName: "hoa-don.xml", bytes };
		return { by: owner, input: { ...typed, invoices: [], isLast: false, ...xml } };
	}),
	sample(submitClaim, async (world) => {
		const { owner, reference } = await claimed(world);
		return { by: owner, input: { reference } };
	}),
	sample(giveUpClaim, async (world) => {
		const { owner, reference } = await claimed(world);
		return { by: owner, input: { reference } };
	}),
	sample(endClaims, async (world) => {
		const application = await agreed(world);
		await makeVerifiedClaim(world.db, application, { costs: [59_000_000n] });
		return { by: application.owner, input: { reference: application.reference } };
	}),
	sample(startAdvance, async (world) => {
		const { owner, reference } = await agreed(world, world.providersProgrammeId);
		return { by: owner, input: { claimId: randomUUID(), reference } };
	}),
	sample(saveAdvance, async (world) => {
		const application = await agreed(world, world.providersProgrammeId);
		const reference = await makeAdvance(world.db, application);
		const { draft, draftVersion } = await world.db
			.selectFrom("claim")
			.select(["draft", "draftVersion"])
			.where("reference", "=", reference)
			.executeTakeFirstOrThrow();
		const [line] = (draft as unknown as { lines: { costLineId: string }[] }).lines;
		const words = { amount: "1.000.000", reason: "Đặt cọc." };
		return { by: application.owner, input: { reference, draftVersion, costLineId: line?.costLineId ?? "", ...words } };
	}),

	sample(openOwnShare, async (world) => {
		const { owner, reference } = await agreed(world, world.stripeProgrammeId);
		return { by: owner, input: { reference }, services: stripeFor(world) };
	}),
	sample(ownSharePayPage, async (world) => {
		const application = await agreed(world, world.stripeProgrammeId);
		await makeOpenOwnShare(world.db, world.standIn, application);
		return {
			by: application.owner,
			input: { reference: application.reference },
			services: stripeFor(world),
			turnsAway: (address: string | null) => address === null,
		};
	}),
];
