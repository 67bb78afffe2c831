import { randomUUID } from "node:crypto";
import type { Actor } from "#app/house/access.ts";
import { endSessionsOf } from "#app/identity/accounts/end-sessions-of.server.ts";
import { proposeFactorReset } from "#app/identity/accounts/propose-factor-reset.server.ts";
import { remindOfFactor } from "#app/identity/accounts/remind-of-factor.server.ts";
import { reopenPerson } from "#app/identity/accounts/reopen-person.server.ts";
import { suspendPerson } from "#app/identity/accounts/suspend-person.server.ts";
import { giveRole } from "#app/identity/people/give-role.server.ts";
import { grantRole } from "#app/identity/people/grant-role.server.ts";
import { proposeRole } from "#app/identity/people/propose-role.server.ts";
import { revokeRole } from "#app/identity/people/revoke-role.server.ts";
import { confirmProposal } from "#app/identity/proposals/confirm-proposal.server.ts";
import { declineProposal } from "#app/identity/proposals/decline-proposal.server.ts";
import { withdrawProposal } from "#app/identity/proposals/withdraw-proposal.server.ts";
import { tryAgain } from "#app/mail/unsent/try-again.server.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { makePerson, makeStaff } from "../makers.ts";
import { signedIn } from "../signed-in.ts";
import { sample } from "./sample.ts";
import { as, type World } from "./world.ts";

const byFirst = (world: World) => as(world, world.administrators[0]);

/** Somebody of staff with a second factor. */
async function withFactor({ db }: World): Promise<Actor> {
	const officer = await makeStaff(db, "auditor");
	const on = db.updateTable("person").set({ twoFactorEnabled: true });
	await on.where("id", "=", officer.personId).execute();
	return officer;
}

const proposalOf = (email: string) => ({
	proposalId: randomUUID(),
	email,
	role: "finance_officer" as const,
	basis: "QĐ 214/QĐ-STC",
});

/** A role that the first administrator proposed. */
async function proposed(world: World): Promise<string> {
	const { email } = await makePerson(world.db);
	const proposal = proposalOf(email);
	await proposeRole(byFirst(world), proposal);
	return proposal.proposalId;
}

const roleSamples = [
	sample(giveRole, async ({ db, administrators: [by] }) => {
		const { email } = await makePerson(db);
		return { by, input: { email, role: "auditor" as const, scopeId: "", unit: "Sở", basis: "" } };
	}),
	sample(grantRole, async ({ db, administrators: [by] }) => {
		const { email } = await makePerson(db);
		return { by, input: { email, role: "auditor" as const, scopeId: "" } };
	}),
	sample(proposeRole, async ({ db, administrators: [by] }) => {
		const { email } = await makePerson(db);
		return { by, input: proposalOf(email) };
	}),
	sample(revokeRole, async ({ db, administrators: [by] }) => {
		const { personId } = await makeStaff(db, "auditor");
		const { id: grantId } = await db
			.selectFrom("personRole")
			.select("id")
			.where("personId", "=", personId)
			.executeTakeFirstOrThrow();
		return { by, input: { grantId } };
	}),
	sample(confirmProposal, async (world) => ({
		by: world.administrators[1],
		input: { proposalId: await proposed(world) },
	})),
	sample(declineProposal, async (world) => ({
		by: world.administrators[1],
		input: { proposalId: await proposed(world), words: "Chưa có văn bản." },
	})),
	sample(withdrawProposal, async (world) => ({
		by: world.administrators[0],
		input: { proposalId: await proposed(world) },
	})),
];

const accountOfOthersSamples = [
	sample(suspendPerson, async ({ db, administrators: [by] }) => {
		const { personId } = await makeStaff(db, "auditor");
		return { by, input: { personId, reason: "Mất máy." } };
	}),
	sample(reopenPerson, async (world) => {
		const { personId } = await makeStaff(world.db, "auditor");
		await suspendPerson(byFirst(world), { personId, reason: "Mất máy." });
		const input = { personId, proposalId: randomUUID(), reason: "Đã thu lại máy." };
		return { by: world.administrators[0], input };
	}),
	sample(endSessionsOf, async (world) => {
		const officer = await withFactor(world);
		await signedIn(world.db, officer);
		return { by: world.administrators[0], input: { personId: officer.personId } };
	}),
	sample(proposeFactorReset, async (world) => {
		const { personId } = await withFactor(world);
		const input = { personId, proposalId: randomUUID(), words: "Gặp tại phòng 204." };
		return { by: world.administrators[0], input };
	}),
	sample(remindOfFactor, async ({ db, administrators: [by] }) => {
		const { personId } = await makeStaff(db, "auditor");
		return { by, input: { personId } };
	}),
];

const mailSamples = [
	sample(tryAgain, async (world) => {
		const [by] = world.administrators;
		const key = `sample:${randomUUID()}`;
		const mail = { key, to: "lan@doanh-nghiep.example", locale: "vi" as const, name: "reset-password" as const };
		const props = { name: "Lan", url: "https://donbay.example/reset-password" };
		await inTransaction(world.db, (trx) => writeMail(trx, { ...mail, props, now: byFirst(world).now }));
		const { id } = await world.db
			.selectFrom("outboxMail")
			.select("id")
			.where("key", "=", key)
			.executeTakeFirstOrThrow();
		return { by, input: { kind: "mail" as const, id } };
	}),
];

export const peopleSamples = [...roleSamples, ...accountOfOthersSamples, ...mailSamples];
