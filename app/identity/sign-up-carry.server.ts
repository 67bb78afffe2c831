import { z } from "zod";
import { decryptText, encryptText } from "#app/house/secrecy.server.ts";

/*
 * What a visitor had begun when they signed up: their questionnaire, what they checked, and where they were going. Mails
 * are often read in another browser or on another device, so it travels in the link, sealed and bound to the link's token:
 * whoever reads the mail sees nothing of it, and it opens only for who confirms with the password of that sign-up.
 */

const carryShape = z.object({
	/** The token of the visitor's questionnaire. */
	visitor: z.string().max(100).nullable(),
	/** Their answers of the first check, as their cookie keeps them. */
	check: z.string().max(1_000).nullable(),
	/** The page that they were going to. */
	to: z.string().max(300).nullable(),
});

export type Carry = z.output<typeof carryShape>;

export const nothingCarried: Carry = { visitor: null, check: null, to: null };

function sealContext(token: string): string {
	return `sign-up-carry:${token}`;
}

/** What the link of a sign-up's mail holds: its token, and what is carried. What is too long is left behind. */
export function withCarry(token: string, given: Carry): string {
	const carry = carryShape.safeParse(given).data ?? nothingCarried;
	if (Object.values(carry).every((value) => value === null)) return token;
	return `${token}.${encryptText(JSON.stringify(carry), sealContext(token)).toString("base64url")}`;
}

/** The token of a link, and what was carried with it; nothing where it was changed, or sealed by another server. */
export function readCarry(given: string): { token: string; carry: Carry } {
	const [token = "", sealed] = given.split(".", 2);
	if (!sealed) return { token, carry: nothingCarried };
	try {
		const text = decryptText(Buffer.from(sealed, "base64url"), sealContext(token));
		return { token, carry: carryShape.parse(JSON.parse(text)) };
	} catch {
		return { token, carry: nothingCarried };
	}
}
