import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { config } from "./config.server.ts";
import { SealedElsewhere } from "./secrets/sealed-elsewhere.ts";

const IV_BYTES = 12;
const TAG_BYTES = 16;
const IV_AT = 1;
const TAG_AT = IV_AT + IV_BYTES;
const BODY_AT = TAG_AT + TAG_BYTES;

/**
 * Encrypts a short text (a bank account number) with AES-256-GCM and the newest ENCRYPTION_KEY, whose version is the
 * first byte of the result. `context` is bound to it, so that a ciphertext copied to another row does not open there.
 */
export function encryptText(text: string, context: string): Buffer {
	const [newest] = config.encryptionKeys;
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv("aes-256-gcm", Buffer.from(newest.value, "hex"), iv);
	cipher.setAAD(Buffer.from(context));
	const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
	return Buffer.concat([Buffer.from([newest.version]), iv, cipher.getAuthTag(), body]);
}

/** @throws SealedElsewhere when this server lacks the key; Error when the context is another, or a byte was changed. */
export function decryptText(sealed: Buffer, context: string): string {
	const version = sealed[0] ?? 0;
	const key = config.encryptionKeys.find((known) => known.version === version);
	if (!key) throw new SealedElsewhere("ENCRYPTION_KEY", version);
	const decipher = createDecipheriv("aes-256-gcm", Buffer.from(key.value, "hex"), sealed.subarray(IV_AT, TAG_AT));
	decipher.setAAD(Buffer.from(context));
	decipher.setAuthTag(sealed.subarray(TAG_AT, BODY_AT));
	try {
		return decipher.update(sealed.subarray(BODY_AT), undefined, "utf8") + decipher.final("utf8");
	} catch (error) {
		throw new SealedElsewhere("ENCRYPTION_KEY", version, { cause: error });
	}
}

/** What is kept of a token that a person holds: enough to recognise it, useless to whoever reads the table. */
export function tokenHash(token: string): Buffer {
	return createHash("sha256").update(token).digest();
}
