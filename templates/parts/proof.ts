import type { Locale } from "#app/kernel/locale.ts";
import { formatVerificationCode } from "#app/kernel/verification-code.ts";
import { m } from "#messages/messages.js";

/** How anyone checks a document: its code of eight characters and the public page, "https://donbay.example/verify". */
export type Proof = { code: string; verifyUrl: string };

/** What the QR code opens: the page of this very document. */
export function proofLink({ code, verifyUrl }: Proof): string {
	return `${verifyUrl}/${code}`;
}

/** What a person types, without the scheme. */
export function proofAddress({ verifyUrl }: Proof): string {
	return verifyUrl.replace(/^https?:\/\//, "");
}

/** The QR code in words. */
export function proofAlt(proof: Proof, locale: Locale): string {
	return m.templates_qr_alt({ address: proofAddress(proof), code: formatVerificationCode(proof.code) }, { locale });
}
