import { CircleAlert, Eye } from "lucide-react";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import type { ComparedInvoice } from "./claim-mismatches.ts";
import { type MismatchFacts, mismatchWords } from "./invoice-words.ts";

type Props = {
	compared: ComparedInvoice;
	facts: MismatchFacts;
	/** To whom it is shown: the business reads how to mend it, the reviewer that it is theirs to decide. */
	side: "business" | "reviewer";
};

/** What does not fit between the file of an invoice and the claim, each with its source where it is law. */
export function MismatchList({ compared, facts, side }: Props) {
	if (compared.mismatches.length === 0) return <p className="text-ink2">{m.claim_file_fits()}</p>;
	return (
		<ul className="grid list-none gap-3 p-0" aria-label={m.claim_mismatches_title()}>
			{compared.mismatches.map(({ code, severity }) => {
				const { what, mend, source } = mismatchWords(code, compared, facts);
				const blocks = severity === "blocks";
				return (
					<li key={code}>
						<Tag tone={blocks ? "red" : "yellow"} icon={blocks ? CircleAlert : Eye}>
							{side === "reviewer"
								? m.claim_mismatch_to_decide()
								: blocks
									? m.claim_mismatch_blocks()
									: m.claim_mismatch_shown()}
						</Tag>
						<p className="mt-1">
							{what}
							{side === "business" ? ` ${mend}` : null}
						</p>
						{source ? <LegalSource>{source}</LegalSource> : null}
					</li>
				);
			})}
		</ul>
	);
}
