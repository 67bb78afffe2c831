import { generateURI, ScureBase32Plugin, verifySync } from "otplib";

/** A clock may be this far off: one step of RFC 6238 in either direction. */
const TOLERANCE_SECONDS = 30;

function bytesOf(secret: string): Uint8Array {
	return new TextEncoder().encode(secret);
}

/** The secret as authenticator apps take it, by picture or typed. */
export function factorAddress(secret: string, email: string): { uri: string; typed: string } {
	const typed = new ScureBase32Plugin().encode(bytesOf(secret), { padding: false });
	return { uri: generateURI({ issuer: "Đòn Bẩy", label: email, secret: typed }), typed };
}

/**
 * The 30-second step in which an app shows this code.
 *
 * @param after the step of the last code that was taken: of that one and of earlier ones no code is good any more.
 * @returns null where the code is wrong, too old, or was used.
 */
export function stepOf(secret: string, code: string, after: bigint | null, now: Date): bigint | null {
	if (!/^\d{6}$/.test(code)) return null;
	const result = verifySync({
		secret: bytesOf(secret),
		token: code,
		epoch: Math.floor(now.getTime() / 1000),
		epochTolerance: TOLERANCE_SECONDS,
		...(after === null ? {} : { afterTimeStep: Number(after) }),
	});
	return result.valid && "timeStep" in result ? BigInt(result.timeStep) : null;
}
