import { randomUUID } from "node:crypto";
import { generateSync } from "otplib";
import { now } from "#app/house/clock.server.ts";
import { requestContext } from "#app/house/request-context.server.ts";
import { hashPassword } from "#app/identity/passwords/hash-queue.server.ts";
import { sealFactor } from "#app/identity/sealed-factors.server.ts";
import { makeBackupCodes } from "#app/identity/second-factor/backup-codes.server.ts";
import { factorAddress } from "#app/identity/second-factor/totp.server.ts";
import type { Database } from "#db/connection.server.ts";
import { makePerson } from "./makers.ts";

export const PASSWORD = "hoa gạo nở tháng ba";

/** A browser at an address: it keeps its cookies, and every request of it is one of this network. */
export class Visitor {
	private readonly cookies = new Map<string, string>();

	constructor(private readonly address = "203.0.113.7") {}

	request(path = "/", init: RequestInit = {}): Request {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
		const headers = { Cookie: cookie, "User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile" };
		return new Request(new URL(path, "http://donbay.test"), { ...init, headers });
	}

	/** Keeps the cookies of an answer, and throws away those that have ended. */
	keep(headers: Headers): void {
		for (const cookie of headers.getSetCookie()) {
			const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			if (/max-age=0/i.test(cookie)) this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
	}

	/** Runs what an action would, from this visitor's address. */
	at<Result>(work: () => Promise<Result>): Promise<Result> {
		const context = { requestId: randomUUID(), locale: "vi", nonce: "", theme: null, address: this.address } as const;
		return requestContext.run(
			{ ...context, drained: async () => undefined, ended: new AbortController().signal },
			work,
		);
	}
}

export type Account = { personId: string; email: string; name: string };

/** Hashed once: it takes its time. */
let hashed: Promise<string> | undefined;

/** A person with a confirmed address who signs in with PASSWORD. */
export async function makeAccount(db: Database, name = "Phạm Thị Sen"): Promise<Account> {
	const { personId, email } = await makePerson(db, name);
	hashed ??= hashPassword("visitors@example.test", PASSWORD);
	const password = await hashed;
	await db
		.insertInto("credential")
		.values({ id: randomUUID(), accountId: personId, providerId: "credential", userId: personId, password })
		.execute();
	return { personId, email, name };
}

export type Factor = { codeAt: (at?: Date) => string; backupCodes: string[] };

/** Gives the account a second factor, and what its person has: the app, and the codes on paper. */
export async function makeFactor(db: Database, { personId, email }: Account): Promise<Factor> {
	const secret = randomUUID();
	const backupCodes = makeBackupCodes();
	await db
		.insertInto("secondFactor")
		.values({
			id: randomUUID(),
			userId: personId,
			secret: await sealFactor(secret),
			backupCodes: await sealFactor(JSON.stringify(backupCodes)),
			verified: true,
		})
		.execute();
	await db.updateTable("person").set({ twoFactorEnabled: true }).where("id", "=", personId).execute();
	const { typed } = factorAddress(secret, email);
	const codeAt = (at = now()) => generateSync({ secret: typed, epoch: Math.floor(at.getTime() / 1000) });
	return { codeAt, backupCodes };
}
