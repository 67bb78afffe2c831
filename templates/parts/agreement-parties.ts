import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";

/** Who said yes for a party, and when; `position` is left out for who decides by office. */
export type Consent = { by: string; position?: string; at: Date };

export type Party = {
	name: string;
	taxCode?: string;
	address?: string;
	/** "ACB, 0123456789". */
	account?: string;
	/** "Bà Trần Thị Mai Khanh, Giám đốc". */
	representative?: string;
	/** Left out while it has not agreed. */
	consent?: Consent;
};

/** An agreement's parties beside the association, which is A. */
export type Parties = {
	locale: Locale;
	business: Party;
	/** Party C where the public share is paid to providers (three-party contract); otherwise empty. */
	providers: readonly Party[];
};

/** Parties B and C with what they are called: "Bên B", and "Bên C" or, where there are several, "Bên C1". */
export function namedParties({ locale, business, providers }: Parties): {
	party: Party;
	letter: string;
	short: string;
}[] {
	const named = [
		{ party: business, letter: "B" },
		...providers.map((party, index) => ({ party, letter: providers.length > 1 ? `C${index + 1}` : "C" })),
	];
	return named.map((each) => ({ ...each, short: m.templates_agreement_party({ letter: each.letter }, { locale }) }));
}
