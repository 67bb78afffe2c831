import { randomBytes } from "node:crypto";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appendAudit } from "#app/audit/append.server.ts";
import { placeAll } from "#app/audit/tree/place-entries.server.ts";
import { verifyAuditLog } from "#app/audit/tree/verify-log.server.ts";
import { unsafeReadBankAccount } from "#app/business/bank-account.server.ts";
import { unsafeReadPayeeAccount } from "#app/claim/payee-account.server.ts";
import { unsafeAccountNumber } from "#app/disbursement/payee.server.ts";
import { keepForm, openKeptForm } from "#app/house/body/kept-form.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { config } from "#app/house/config.server.ts";
import { askForMailIn, findAskedMail } from "#app/identity/identity-mail.server.ts";
import { openFactor, sealFactor } from "#app/identity/sealed-factors.server.ts";
import { SECRET_PLACE } from "#app/mail/mail-secret.server.ts";
import { readMail } from "#app/mail/mailbox.server.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { makeAgreed, makeSentBatch, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeAssociation } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { acceptOlderSignatures } from "./older-signatures.server.ts";
import { rotateSecrets } from "./rotate.server.ts";
import { checkSecrets, sealedStores } from "./secret-versions.server.ts";

const given = { encryptionKeys: config.encryptionKeys, sessionSecrets: config.sessionSecrets };
const firstKey = given.encryptionKeys[0];
const firstSecret = given.sessionSecrets[0];
const newKey = { version: 2, value: randomBytes(32).toString("hex") };
const newSecret = { version: 2, value: randomBytes(32).toString("hex") };

const PATH = "/business/bank-account";
const TOKEN = "0Vk84lVTZBzrW5ZVdWZ2fzDf";
const FACTOR = "jbswy3dpehpk3pxp";
const line = { action: "test.done", subject: { kind: "test", id: "1", label: "t" } };

let house: TestHouse;
let ids: { business: string; claim: string; disbursement: string; form: string; asked: string; mail: string };

/** Something sealed in every place that there is. */
beforeAll(async () => {
	house = await testHouse();
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 500_000_000n } });
	const application = await makeAgreed(house.db, { programmeId, associationId });
	const claim = await makeVerifiedClaim(house.db, application, { accountNumber: "0071004471" });
	await makeSentBatch(house.db, [claim]);
	const { id: claimId } = await house.db
		.selectFrom("claim")
		.select("id")
		.where("reference", "=", claim)
		.executeTakeFirstOrThrow();
	const { id: disbursement } = await house.db.selectFrom("disbursement").select("id").executeTakeFirstOrThrow();
	const { businessId } = await house.db.selectFrom("bankAccount").select("businessId").executeTakeFirstOrThrow();
	const body = new URLSearchParams({ note: "đang viết dở" });
	const { personId } = application.owner;
	const sender = { sessionToken: "t", personId };
	const form = await keepForm(PATH, new Request("https://donbay.example/", { method: "POST", body }), sender);
	const asking = { kind: "reset-password", personId, token: TOKEN } as const;
	await inTransaction(house.db, (trx) => askForMailIn(trx, asking, new Date("2026-11-23T03:00:00Z")));
	const { id: asked } = await house.db.selectFrom("identityMail").select("id").executeTakeFirstOrThrow();
	const sealed = { secret: await sealFactor(FACTOR), backupCodes: await sealFactor('["abcde-fghij"]') };
	await house.db
		.insertInto("secondFactor")
		.values({ id: "lan", userId: personId, ...sealed })
		.execute();
	const url = `https://donbay.example/reset-password?token=${SECRET_PLACE}`;
	const mail = { key: "test", to: "lan@doanh-nghiep.example", locale: "vi" as const, name: "reset-password" as const };
	const now = new Date("2026-11-23T03:00:00Z");
	await inTransaction(house.db, (trx) => writeMail(trx, { ...mail, props: { name: "Lan", url }, secret: TOKEN, now }));
	const { id: mailId } = await house.db
		.selectFrom("outboxMail")
		.select("id")
		.where("key", "=", "test")
		.executeTakeFirstOrThrow();
	await placeAll(house.db, now);
	ids = { business: businessId, claim: claimId, disbursement, form: form?.id ?? "", asked, mail: mailId };
});
afterAll(async () => {
	Object.assign(config, given);
	await house.close();
});

const give = (encryptionKeys: object[], sessionSecrets: object[]) =>
	Object.assign(config, { encryptionKeys, sessionSecrets });

/** All that is sealed, opened. */
async function openAll() {
	const { accountEncrypted } = await house.db
		.selectFrom("disbursement")
		.select("accountEncrypted")
		.where("id", "=", ids.disbursement)
		.executeTakeFirstOrThrow();
	const factor = await house.db
		.selectFrom("secondFactor")
		.selectAll()
		.where("id", "=", "lan")
		.executeTakeFirstOrThrow();
	const kept = await house.db
		.selectFrom("keptForm")
		.select("fields")
		.where("id", "=", ids.form)
		.executeTakeFirstOrThrow();
	return {
		business: (await unsafeReadBankAccount(house.db, ids.business))?.number,
		claim: (await unsafeReadPayeeAccount(house.db, ids.claim))?.number,
		payment: unsafeAccountNumber({ id: ids.disbursement, accountEncrypted }),
		form: openKeptForm(ids.form, kept.fields),
		asked: (await findAskedMail(house.db, ids.asked))?.token,
		mail: (await readMail(house.db, ids.mail))?.text.includes(TOKEN),
		factor: [await openFactor(factor.secret), await openFactor(factor.backupCodes)],
	};
}

/** How many each version seals in each place. */
async function counts() {
	const all = await Promise.all(sealedStores.map(({ count }) => count(house.db)));
	return all.map((versions) => Object.fromEntries(versions));
}

test("every place holds something, sealed with the version that is its first", async () => {
	for (const versions of await counts()) expect(versions).toEqual({ 1: expect.any(Number) });
	await checkSecrets(house.db);
});

test("a secret that is another, or missing, is told at the start by its version, with how to put it right", async () => {
	give([{ ...newKey, version: 1 }], [firstSecret]);
	await expect(checkSecrets(house.db)).rejects.toThrow(
		/ENCRYPTION_KEY: version 1 is another one .*bank_account\.number_encrypted.*Set the right one/,
	);
	give([firstKey], [newSecret]);
	await expect(checkSecrets(house.db)).rejects.toThrow(
		/SESSION_SECRET: version 1 is missing, .*1 in second_factor.*npm run rotate/,
	);
	await expect(openAll()).rejects.toThrow(/version 1 of SESSION_SECRET, which is not set/);
	give([newKey], [firstSecret]);
	await expect(openAll()).rejects.toThrow(/version 1 of ENCRYPTION_KEY, which is not set/);
	await expect(rotateSecrets(house.db, () => false)).rejects.toThrow(/Set ENCRYPTION_KEY so that it holds 1:/);
	give([{ ...newKey, version: 1 }], [firstSecret]);
	await expect(openAll()).rejects.toThrow(/version 1 of ENCRYPTION_KEY, which is another key here/);
	give([firstKey], [firstSecret]);
	await checkSecrets(house.db);
});

test("everything is sealed anew, in parts if it is stopped, and the old ones can go", async () => {
	const before = await openAll();
	expect(before).toMatchObject({ claim: "0071004471", payment: "0071004471", asked: TOKEN, mail: true });
	expect(before.factor).toEqual([FACTOR, '["abcde-fghij"]']);
	give([newKey, firstKey], [newSecret, firstSecret]);
	await checkSecrets(house.db);
	expect(await openAll()).toEqual(before);

	let asked = 0;
	const stopped = await rotateSecrets(house.db, () => ++asked > 1, 1);
	expect(stopped.left).toBeGreaterThan(0);
	expect(stopped.free).toEqual([]);
	expect(await openAll()).toEqual(before);

	const rotated = await rotateSecrets(house.db, () => false, 1);
	expect(rotated).toMatchObject({
		left: 0,
		free: [
			{ secret: "ENCRYPTION_KEY", version: 1 },
			{ secret: "SESSION_SECRET", version: 1 },
		],
	});
	for (const versions of await counts()) expect(versions).toEqual({ 2: expect.any(Number) });
	expect((await rotateSecrets(house.db, () => false)).resealed.size).toBe(0);

	give([newKey], [newSecret]);
	await checkSecrets(house.db);
	expect(await openAll()).toEqual(before);
	expect(await verifyAuditLog(house.db)).toMatchObject({ breaks: [] });
	// A version with which nothing is sealed may become another one.
	give([newKey, { version: 1, value: "c".repeat(64) }], [newSecret]);
	await checkSecrets(house.db);
	await inTransaction(house.db, (trx) => appendAudit(trx, systemContext("test"), line));
	await placeAll(house.db, new Date("2026-11-24T03:00:00Z"));
	expect(await verifyAuditLog(house.db)).toMatchObject({ breaks: [] });
});

test("a session goes on as long as the secret that signed it is given", async () => {
	const app = express();
	let cookie: string | undefined;
	app.use(acceptOlderSignatures, (request, response) => {
		cookie = request.headers.cookie;
		response.end();
	});
	const server = app.listen(0);
	const send = async (header: string) => {
		const { port } = server.address() as { port: number };
		await fetch(`http://127.0.0.1:${port}/`, { headers: { cookie: header } });
		return cookie;
	};
	const { personId } = await house.db.selectFrom("person").select("id as personId").executeTakeFirstOrThrow();
	const person = { personId, name: "", email: "", roles: [], secondFactor: true };
	give([newKey], [firstSecret]);
	const old = await signedIn(house.db, person);
	const token = decodeURIComponent(old).split(/[=.]/)[2] ?? "";
	give([newKey], [newSecret, firstSecret]);
	const anew = await send(`locale=en; ${old}`);
	expect(anew).toContain("locale=en; donbay.session_token=");
	expect(anew).toContain(token);
	expect(anew).not.toContain(old);
	// What the newest has signed, and what nobody of us has, stays as it is.
	expect(await send(String(anew))).toBe(anew);
	const forged = old.replace(token, token.replaceAll(/\d/g, "0"));
	expect(await send(forged)).toBe(forged);
	expect(await send("donbay.session_token=%ff; a=b")).toBe("donbay.session_token=%ff; a=b");
	give([newKey], [newSecret]);
	expect(await send(old)).toBe(old);
	server.close();
});
