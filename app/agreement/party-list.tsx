import { Check, CircleDashed, FileSignature, Hourglass, X } from "lucide-react";
import type { ReactNode } from "react";
import { associationName } from "#app/association/association-name.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { Tag } from "#app/ui/parts/tag.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

const tags = {
	offered: { tone: "green", icon: Check, word: m.agreement_party_offered },
	accepted: { tone: "green", icon: FileSignature, word: m.agreement_party_accepted },
	declined: { tone: "red", icon: X, word: m.agreement_party_declined },
	waiting: { tone: "outline", icon: CircleDashed, word: m.agreement_party_waiting },
	you: { tone: "yellow", icon: Hourglass, word: m.agreement_party_you },
} as const;

type Offer = { association: Parameters<typeof associationName>[0]; number: string | null; offeredAt: Date };

export type PartyRow = {
	id: string;
	/** "Bên C, nhà cung cấp". */
	role: string;
	name: string;
	state: keyof typeof tags;
	/** Tax code, who answered and when, where it was mailed. */
	facts: readonly string[];
	/** The number among the facts, which stays on one line. */
	number?: string | null;
	/** What can be done about it. */
	children?: ReactNode;
};

/** The association, which has offered the agreement by its approval. */
export function associationRow({ association, number, offeredAt }: Offer): PartyRow {
	const locale = getLocale();
	const date = formatDate(offeredAt, locale);
	return {
		id: "A",
		role: m.agreement_party_a(),
		name: associationName(association, locale),
		state: "offered",
		number,
		facts: [number ? m.agreement_party_number({ number, date }) : m.agreement_party_day({ date })],
	};
}

/** The parties of an agreement, each with how far it is. */
export function PartyList({ rows }: { rows: readonly PartyRow[] }) {
	return (
		<ul>
			{rows.map(({ id, role, name, state, facts, number, children }) => {
				const { tone, icon, word } = tags[state];
				return (
					<li key={id} className="border-line border-b py-4">
						<div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
							<span className="text-ink2 text-small">{role}</span>
							<Tag tone={tone} icon={icon}>
								{word()}
							</Tag>
						</div>
						<p className="font-bold" lang="vi">
							{name}
						</p>
						{facts.map((fact) => (
							<p key={fact} className="text-small">
								{number ? <Unbroken text={fact} part={number} /> : fact}
							</p>
						))}
						{children}
					</li>
				);
			})}
		</ul>
	);
}
