/** Which providers are parties of an agreement, and how an address is shown to whoever holds only a link. */

import { sameTaxpayer } from "#app/kernel/tax-code.ts";

type Line = { providerName: string; providerTaxCode: string; providerEmail: string; approvedDong: bigint };

export type NamedProvider = { taxCode: string; name: string; email: string };

/** Each provider once, a branch with its company: those of whose lines something is granted. The first line names it. */
export function providersOf(lines: readonly Line[]): NamedProvider[] {
	const found: NamedProvider[] = [];
	for (const { providerName, providerTaxCode, providerEmail, approvedDong } of lines) {
		if (approvedDong === 0n) continue;
		const known = found.find(({ taxCode }) => sameTaxpayer(taxCode, providerTaxCode));
		if (!known) found.push({ taxCode: providerTaxCode, name: providerName, email: providerEmail });
		else if (known.email === "") known.email = providerEmail;
	}
	return found;
}

/** "kh••••@vamsong.example": enough to know one's own address by. */
export function hiddenAddress(email: string): string {
	const at = email.lastIndexOf("@");
	return `${email.slice(0, Math.min(2, at))}••••${email.slice(at)}`;
}
