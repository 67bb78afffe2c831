/** Addresses of mail as they are pasted, which mailbox one leads to, and whose domain it is at. */

/**
 * The address in what was pasted: without the name before it ("Lan <lan@cong-ty.example>"), the word of a link and the
 * mark that ends a sentence; a domain of other letters as mail servers know it (RFC 5891). Anything else stays as it is.
 */
export function typedAddress(text: string): string {
	const [, inBrackets] = /<([^<>]{1,254})>$/.exec(text) ?? [];
	const bare = (inBrackets ?? text)
		.trim()
		.replace(/^mailto:/i, "")
		.replace(/[.,;]$/, "");
	const at = bare.lastIndexOf("@");
	const domain = bare.slice(at + 1);
	if (at < 1 || !/^[\p{L}\p{M}\p{N}.-]{1,253}$/u.test(domain) || /^[\x21-\x7e]*$/.test(domain)) return bare;
	const address = `http://${domain}`;
	return URL.canParse(address) ? bare.slice(0, at + 1) + new URL(address).hostname : bare;
}

/** Where everybody has a mailbox: a common domain there says nothing. */
const PUBLIC_MAILERS = new Set(
	`gmail.com googlemail.com yahoo.com yahoo.com.vn ymail.com rocketmail.com hotmail.com outlook.com outlook.com.vn live.com
	msn.com icloud.com me.com mac.com proton.me protonmail.com zoho.com zohomail.com aol.com mail.com gmx.com gmx.net yandex.com
	mail.ru qq.com 163.com 126.com naver.com tutanota.com fastmail.com vnn.vn hcm.vnn.vn hn.vnn.vn fpt.vn viettel.vn`.split(
		/\s+/,
	),
);

function partsOf(address: string): { name: string; domain: string } {
	const plain = address.normalize("NFKC").trim().toLowerCase();
	const at = plain.lastIndexOf("@");
	return at < 0 ? { name: plain, domain: "" } : { name: plain.slice(0, at), domain: plain.slice(at + 1) };
}

/**
 * The mailbox that an address leads to, however it is written: without regard to case, to what follows a "+" (RFC 5233), and
 * at Gmail to dots (support.google.com/mail/answer/7436150).
 */
function mailboxOf(address: string): string {
	const { name, domain } = partsOf(address);
	const [box = ""] = name.split("+");
	const isGmail = domain === "gmail.com" || domain === "googlemail.com";
	return isGmail ? `${box.replaceAll(".", "")}@gmail.com` : `${box === "" ? name : box}@${domain}`;
}

/** Whether both addresses lead to one mailbox. */
export function sameMailbox(one: string, other: string): boolean {
	return mailboxOf(one) === mailboxOf(other);
}

/** The domain of an address, which says whose it is; null at a public mailer, and for what has none. */
export function ownDomain(address: string): string | null {
	const { domain } = partsOf(address);
	return domain === "" || PUBLIC_MAILERS.has(domain) ? null : domain;
}

/** Whether an address is at the domain of the other, or under it; never at a public mailer. */
export function isAtDomainOf(address: string, other: string): boolean {
	const theirs = ownDomain(other);
	const { domain } = partsOf(address);
	return theirs !== null && (domain === theirs || domain.endsWith(`.${theirs}`));
}
