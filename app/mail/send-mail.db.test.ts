import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { config } from "#app/house/config.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { forgetMailSecrets, SECRET_PLACE } from "./mail-secret.server.ts";
import { readMail } from "./mailbox.server.ts";
import { sendMail } from "./send-mail.server.ts";
import { writeMail } from "./write-mail.server.ts";

const received: ParsedMail[] = [];
let refuse = true;
const peer = new SMTPServer({
	authOptional: true,
	disabledCommands: ["STARTTLS"],
	onData(stream, _session, done) {
		simpleParser(stream).then((mail) => {
			if (refuse) return done(new Error("mailbox busy"));
			received.push(mail);
			done();
		}, done);
	},
});

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
	await new Promise<void>((done) => peer.listen(0, "127.0.0.1", done));
	const { port } = peer.server.address() as AddressInfo;
	Object.assign(config, { SMTP_URL: `smtp://127.0.0.1:${port}` });
});
afterAll(async () => {
	// Files of one process share the configuration.
	Object.assign(config, { SMTP_URL: undefined });
	await new Promise<void>((done) => peer.close(done));
	await house.close();
});

const now = new Date("2026-11-23T03:00:00Z");

test("a mail is written once, kept when the server refuses, and sent once when it accepts", async () => {
	const mail = {
		key: "test:1",
		to: "lan@doanh-nghiep.example",
		locale: "vi" as const,
		name: "reset-password" as const,
		props: { name: "Trần Thị Lan", url: `https://donbay.example/reset-password?token=${SECRET_PLACE}` },
		secret: "a+b/c",
		now,
	};
	await inTransaction(house.db, (trx) => writeMail(trx, mail));
	await inTransaction(house.db, (trx) => writeMail(trx, mail));
	const kept = await house.db.selectFrom("outboxMail").select(["id", "sentAt"]).execute();
	expect(kept).toHaveLength(1);
	const id = kept[0]?.id ?? "";

	await expect(sendMail(house.db, id, now)).rejects.toThrow(/mailbox busy/);
	expect(received).toHaveLength(0);

	refuse = false;
	await sendMail(house.db, id, now);
	await sendMail(house.db, id, now);
	expect(received).toHaveLength(1);
	expect(received[0]).toMatchObject({ to: { text: mail.to }, messageId: `<${id}@donbay.example>` });
	const headers = received[0]?.headers;
	expect(headers?.get("auto-submitted")).toBe("auto-generated");
	expect(headers?.get("x-auto-response-suppress")).toBe("All");
	expect(headers?.get("reply-to")).toMatchObject({ text: config.HELP_EMAIL });
	expect(received[0]?.text).toContain("https://donbay.example/reset-password?token=a%2Bb%2Fc");
	expect(received[0]?.html).toContain("https://donbay.example/reset-password?token=a%2Bb%2Fc");
	expect(received[0]?.html).toContain("Trần Thị Lan");
	const sent = await house.db
		.selectFrom("outboxMail")
		.select(["sentAt", "sealedSecret", "text"])
		.executeTakeFirstOrThrow();
	expect(sent).toMatchObject({ sentAt: now, sealedSecret: null });
	expect(sent.text).not.toContain("a%2Bb");
});

test("no text of a person is replaced by the secret, nor made a link", async () => {
	const mail = {
		key: "test:3",
		to: "ban-hang@vamsong.example",
		locale: "vi" as const,
		name: "provider-code" as const,
		props: {
			name: "Công ty Vàm Sông",
			provider: "Công ty Vàm Sông",
			business: `Khẩn: mở https://donbay.evil.vn/${SECRET_PLACE} hoặc thư a@evil.vn, www.evil.vn, TP.HCM`,
			code: SECRET_PLACE,
			minutes: 10,
		},
		secret: "471102",
		now,
	};
	await inTransaction(house.db, (trx) => writeMail(trx, mail));
	const { id, subject } = await house.db
		.selectFrom("outboxMail")
		.select(["id", "subject"])
		.where("key", "=", "test:3")
		.executeTakeFirstOrThrow();
	const words = await readMail(house.db, id);
	for (const part of [words?.html, words?.text]) {
		expect(part).toContain("471102");
		expect(part).not.toContain("evil.vn/471102");
	}
	for (const part of [words?.html, words?.text, subject]) {
		expect(part).not.toMatch(/evil\.vn|:\/\/donbay\.evil|a@evil/);
	}
	expect(subject.replaceAll("\u2060", "")).toContain("www.evil.vn, TP.HCM");
});

test("a mail whose link was forgotten is not sent", async () => {
	const mail = {
		key: "test:2",
		to: "lan@doanh-nghiep.example",
		locale: "vi" as const,
		name: "verify-address" as const,
		props: { name: "Trần Thị Lan", url: `https://donbay.example/verify-email?token=${SECRET_PLACE}` },
		secret: "too-late",
		now,
	};
	await inTransaction(house.db, (trx) => writeMail(trx, mail));
	await inTransaction(house.db, (trx) => forgetMailSecrets(trx, new Date(now.getTime() + 86_400_000)));
	const { id } = await house.db
		.selectFrom("outboxMail")
		.select("id")
		.where("key", "=", "test:2")
		.executeTakeFirstOrThrow();
	const before = received.length;
	await sendMail(house.db, id, now);
	expect(received).toHaveLength(before);
});
