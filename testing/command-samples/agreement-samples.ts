import { acceptAgreement } from "#app/agreement/accept-agreement.server.ts";
import { extendAgreement } from "#app/agreement/extend-agreement.server.ts";
import { giveUpAgreement } from "#app/agreement/give-up-agreement.server.ts";
import { answerAsProvider } from "#app/agreement/provider/answer-as-provider.server.ts";
import { askForCode } from "#app/agreement/provider/answer-code.server.ts";
import { askProvider } from "#app/agreement/provider/ask-provider.server.ts";
import { answerForProviders } from "#app/demo/signing.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { acceptForBusiness, addressOf, keysOf } from "../accept-for-all.ts";
import { approvalToRead } from "../as-read.ts";
import { usualProvider } from "../make-review.ts";
import { contextOf } from "../makers.ts";
import { sample } from "./sample.ts";
import { approved, as, type World, withoutRight } from "./world.ts";

const visitor = { visitor: true } as const;
const NO_RIGHT = "agreement_refusal_right_to_bind";
const OTHER_TOKEN = "a-link-that-was-never-mailed";

/** The business has accepted, and its provider is asked: the party that is to answer. */
async function accepted(world: World) {
	const application = await approved(world, world.providersProgrammeId);
	await acceptForBusiness(world.db, application);
	const party = await world.db
		.selectFrom("agreementParty")
		.select(["id", "email"])
		.where("applicationId", "=", application.id)
		.executeTakeFirst();
	assert(party, "its provider is a party");
	return { ...application, partyId: party.id, email: party.email };
}

const moment = (world: World) => contextOf(world.db, visitor).now;

export const agreementSamples = [
	sample(acceptAgreement, async (world) => {
		const { owner, reference, business } = await approved(world);
		const taxCode = usualProvider.providerTaxCode;
		const providers = [{ taxCode, email: addressOf(taxCode) }];
		const decisionId = await approvalToRead(world.db, reference);
		const input = { reference, decisionId, position: "Giám đốc", providers };
		return { by: owner, input, barred: await withoutRight(world.db, business, NO_RIGHT) };
	}),
	sample(extendAgreement, async (world) => {
		const { owner, reference } = await approved(world);
		return { by: owner, input: { reference } };
	}),
	sample(giveUpAgreement, async (world) => {
		const { id: applicationId, owner, reference, business } = await accepted(world);
		await answerForProviders(as(world, owner), { applicationId }, "Không còn bán sản phẩm này.");
		return { by: owner, input: { reference }, barred: await withoutRight(world.db, business, NO_RIGHT) };
	}),
	sample(askProvider, async (world) => {
		const { owner, reference, partyId, email } = await accepted(world);
		return { by: owner, input: { reference, partyId, email } };
	}),
	sample(askForCode, async (world) => {
		const { partyId } = await accepted(world);
		const { token } = await keysOf(world.db, partyId, moment(world));
		return { by: visitor, input: { token }, brings: { token: OTHER_TOKEN } };
	}),
	sample(answerAsProvider, async (world) => {
		const { partyId } = await accepted(world);
		const words = { name: "Đinh Quang Khải", position: "Giám đốc", answer: "accepted" as const, reasons: "" };
		const input = { ...words, ...(await keysOf(world.db, partyId, moment(world))) };
		return { by: visitor, input, brings: { ...input, token: OTHER_TOKEN } };
	}),
];
