import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { config } from "./config.server.ts";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a short text (a bank account number) with AES-256-GCM. `context` is bound to the result, so that a
 * ciphertext copied to another row does not open there.
 */
export function encryptText(text: string, context: string): Buffer {
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv("aes-256-gcm", Buffer.from(config.ENCRYPTION_KEY, "hex"), iv);
	cipher.setAAD(Buffer.from(context));
	const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
	return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** @throws Error when the key or the context is another, or a byte was changed. */
export function decryptText(sealed: Buffer, context: string): string {
	const decipher = createDecipheriv(
		"aes-256-gcm",
		Buffer.from(config.ENCRYPTION_KEY, "hex"),
		sealed.subarray(0, IV_BYTES),
	);
	decipher.setAAD(Buffer.from(context));
	decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
	return decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
}

/** What is kept of a token that a person holds: enough to recognise it, useless to whoever reads the table. */
export function tokenHash(token: string): Buffer {
	return createHash("sha256").update(token).digest();
}
