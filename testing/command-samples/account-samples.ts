import { randomUUID } from "node:crypto";
import { generateSync } from "otplib";
import { claimAssessments } from "#app/assessment/claim-assessments.server.ts";
import { completeAssessment } from "#app/assessment/complete-assessment.server.ts";
import { saveAnswers } from "#app/assessment/save-answers.server.ts";
import { startAssessment } from "#app/assessment/start-assessment.server.ts";
import { tokenHash } from "#app/house/secrecy.server.ts";
import { askAddress } from "#app/identity/account/address/ask-address.server.ts";
import { cancelAddress, cancelAddressByLink } from "#app/identity/account/address/cancel-address.server.ts";
import { confirmNewAddress } from "#app/identity/account/address/confirm-address.server.ts";
import { resendAddress } from "#app/identity/account/address/resend-address.server.ts";
import { endOtherSessions } from "#app/identity/account/end-other-sessions.server.ts";
import { endSession } from "#app/identity/account/end-session.server.ts";
import { changePhone } from "#app/identity/account/factor/change-phone.server.ts";
import { replaceBackupCodes } from "#app/identity/account/factor/replace-backup-codes.server.ts";
import { findNextSecret, startPhoneChange } from "#app/identity/account/factor/start-phone-change.server.ts";
import { turnOffSecondFactor } from "#app/identity/account/factor/turn-off-second-factor.server.ts";
import { saveMails } from "#app/identity/account/save-mails.server.ts";
import { changePassword } from "#app/identity/passwords/change-password.server.ts";
import { factorAddress } from "#app/identity/second-factor/totp.server.ts";
import { finishAsVisitor, levelTwoAnswers, startAsVisitor } from "../make-assessment.ts";
import { makePerson } from "../makers.ts";
import { signedIn } from "../signed-in.ts";
import { makeAccount, makeFactor, PASSWORD } from "../visitor.ts";
import { sample } from "./sample.ts";
import { as, type World } from "./world.ts";

const visitor = { visitor: true } as const;
const own = "nothing of others" as const;
const newEmail = () => `${randomUUID().slice(0, 8)}@moi.example.test`;

/** A new address that waits, with known links in the place of those that were mailed. */
async function waiting(world: World) {
	const person = await makePerson(world.db);
	await askAddress(as(world, person), { email: newEmail() });
	const links = { confirm: randomUUID(), cancel: randomUUID() };
	await world.db
		.updateTable("addressChange")
		.set({ confirmHash: tokenHash(links.confirm), cancelHash: tokenHash(links.cancel) })
		.where("personId", "=", person.personId)
		.execute();
	return { person, ...links };
}

/** Somebody who is signed in on a device, with a password and a second factor. */
async function atHome(world: World) {
	const { db } = world;
	const account = await makeAccount(db);
	const factor = await makeFactor(db, account);
	const person = { ...account, roles: [], secondFactor: true };
	await signedIn(db, person);
	const { id: sessionId } = await db
		.selectFrom("personSession")
		.select("id")
		.where("userId", "=", person.personId)
		.executeTakeFirstOrThrow();
	return { person, factor, sessionId };
}

const addressSamples = [
	sample(askAddress, async ({ db }) => ({ by: await makePerson(db), input: { email: newEmail() }, brings: own })),
	sample(cancelAddress, async (world) => ({ by: (await waiting(world)).person, input: undefined, brings: own })),
	sample(resendAddress, async (world) => ({ by: (await waiting(world)).person, input: undefined, brings: own })),
	sample(cancelAddressByLink, async (world) => {
		const { confirm, cancel } = await waiting(world);
		const ownReasons = ["account_refusal_address_link"] as const;
		return { by: visitor, input: { token: cancel }, brings: { token: confirm }, ownReasons };
	}),
	sample(confirmNewAddress, async (world) => {
		const { confirm, cancel } = await waiting(world);
		const ownReasons = ["account_refusal_address_link"] as const;
		return { by: visitor, input: { token: confirm }, brings: { token: cancel }, ownReasons };
	}),
];

const ownAccountSamples = [
	sample(changePassword, async (world) => {
		const { person, sessionId } = await atHome(world);
		const input = { currentPassword: PASSWORD, password: "bảy quả mít rụng sau hè", sessionId };
		return { by: person, input, brings: own };
	}),
	sample(startPhoneChange, async (world) => ({ by: (await atHome(world)).person, input: undefined, brings: own })),
	sample(changePhone, async (world) => {
		const { person, sessionId } = await atHome(world);
		const ctx = as(world, person);
		await startPhoneChange(ctx);
		const secret = factorAddress((await findNextSecret(ctx)) ?? "", "").typed;
		const code = generateSync({ secret, epoch: Math.floor(ctx.now.getTime() / 1000) });
		return { by: person, input: { code, sessionId }, brings: own };
	}),
	sample(replaceBackupCodes, async (world) => ({ by: (await atHome(world)).person, input: undefined, brings: own })),
	sample(turnOffSecondFactor, async (world) => {
		const { person, sessionId } = await atHome(world);
		return { by: person, input: { sessionId }, brings: own };
	}),
	sample(endOtherSessions, async (world) => {
		const { person, sessionId } = await atHome(world);
		return { by: person, input: { askingSessionId: sessionId }, brings: own };
	}),
	sample(endSession, async (world) => {
		const { person, sessionId } = await atHome(world);
		const input = { sessionId, askingSessionId: randomUUID() };
		return { by: person, input, turnsAway: (ended: boolean) => !ended };
	}),
	sample(saveMails, async (world) => {
		const { person } = await atHome(world);
		const wanted = { reminders: true, messages: true };
		return { by: person, input: { inBusiness: false, wanted, locale: "en" as const }, brings: own };
	}),
];

const isNothing = (result: unknown) => result === null;

/** What a visitor answers is theirs by their browser's mark. */
const assessmentSamples = [
	sample(startAssessment, async ({ db }) => {
		const taken = { assessmentId: await startAsVisitor(db, randomUUID()), token: randomUUID() };
		const ownReasons = ["house_refusal_moved_on"] as const;
		return { by: visitor, input: { assessmentId: randomUUID(), token: randomUUID() }, brings: taken, ownReasons };
	}),
	sample(saveAnswers, async ({ db }) => {
		const token = randomUUID();
		const input = { assessmentId: await startAsVisitor(db, token), token, answers: await levelTwoAnswers(db) };
		return { by: visitor, input, brings: { ...input, token: randomUUID() }, turnsAway: isNothing };
	}),
	sample(completeAssessment, async ({ db }) => {
		const token = randomUUID();
		const input = { assessmentId: await finishAsVisitor(db, token), token };
		return { by: visitor, input, brings: { ...input, token: randomUUID() }, turnsAway: isNothing };
	}),
	sample(claimAssessments, async ({ db }) => {
		const token = randomUUID();
		await finishAsVisitor(db, token);
		return { by: await makePerson(db), input: { token }, brings: own };
	}),
];

export const accountSamples = [...addressSamples, ...ownAccountSamples, ...assessmentSamples];
