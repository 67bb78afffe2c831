/** Codes on certificates and decisions, short enough to type: 8 characters of an alphabet without 0, O, 1, I and L. */

import { assert } from "./assert.ts";
import { bareCode } from "./text.ts";

const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 8;
const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

/** Bytes from here on are thrown away: 248 is the largest multiple of 31 in a byte, so each character is as likely. */
const FAIR_BYTES = 256 - (256 % ALPHABET.length);

/** A new code from cryptographic random bytes; 32 of them suffice but for one time in 10^30, and then it throws. */
export function newVerificationCode(randomBytes: Uint8Array): string {
	const fair = [...randomBytes].filter((byte) => byte < FAIR_BYTES).slice(0, LENGTH);
	assert(fair.length === LENGTH, "Too few random bytes for a verification code");
	return fair.map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** Where a certificate's QR code leads, or the form of the page, whatever stands around it. */
const ADDRESSES = [/\/verify\/([^/?#&]+)/i, /[?&]code=([^&#]+)/i];

/**
 * The code as stored, from what a person typed or pasted: any case, spaces and hyphens anywhere, with the word before it
 * ("Mã: …") and the marks around it; or from the whole address that the QR code holds. Null if it cannot be a code.
 */
export function readVerificationCode(text: string): string | null {
	const [inAddress] = ADDRESSES.flatMap((address) => address.exec(text)?.[1] ?? []);
	const alone = text.slice(text.lastIndexOf(":") + 1);
	const code = bareCode(decoded(inAddress ?? alone))
		.toUpperCase()
		.replace(/[^\p{L}\p{N}]/gu, "");
	return CODE.test(code) ? code : null;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** "7K4M 92QX", with a space that does not break. */
export function formatVerificationCode(code: string): string {
	return `${code.slice(0, 4)}\u00A0${code.slice(4)}`;
}
