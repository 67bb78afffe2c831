/** "l•••@doanh-nghiep.example": enough to tell one recipient from another, not to write to them. */
export function partlyHidden(address: string): string {
	const at = address.lastIndexOf("@");
	return at < 1 ? "•••" : `${address.slice(0, 1)}•••${address.slice(at)}`;
}

export type MailState = "waiting" | "trying" | "given-up" | "link-ended";

/** Where an unsent mail stands, by its job, if there is one, and its link, if that is still kept. */
export function mailStateOf(mail: {
	linkEnded: boolean;
	attempts: number | null;
	maxAttempts: number | null;
}): MailState {
	if (mail.linkEnded) return "link-ended";
	if (mail.attempts === null || mail.maxAttempts === null || mail.attempts >= mail.maxAttempts) return "given-up";
	return mail.attempts === 0 ? "waiting" : "trying";
}

export type Trouble = "unreachable" | "sign-in" | "address" | "refused" | "busy" | "other";

/** What kind of trouble an error of the mail server is. Its own words may hold an address, so no page shows them. */
export function troubleOf(error: string): Trouble {
	if (/ECONNREFUSED|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EDNS|ESOCKET|ECONNRESET|timeout|getaddrinfo|closed/i.test(error)) {
		return "unreachable";
	}
	if (/EAUTH|\b53[0-9]\b|authenticat/i.test(error)) return "sign-in";
	if (/\b55[013]\b|recipient|mailbox (unavailable|not found)|user unknown/i.test(error)) return "address";
	if (/\b4[0-9]{2}\b|busy|try again|greylist/i.test(error)) return "busy";
	return /\b5[0-9]{2}\b/.test(error) ? "refused" : "other";
}
