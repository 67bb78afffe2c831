import { Info, Users } from "lucide-react";
import { secondPersonText } from "#app/application/application-text.ts";
import { formatDong, sumDong } from "#app/kernel/dong.ts";
import { Icon } from "#app/ui/parts/icon.tsx";
import { LinkedText } from "#app/ui/parts/reference-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { factsOfSecondPerson, type SecondPerson, secondPersonForMoney } from "../second-person.rules.ts";
import type { OpenCase } from "./case-page.server.ts";

/** Why another person has to confirm a recommendation; nothing where nobody kept it. */
export function SecondPersonReason({ reason }: { reason: SecondPerson | null | undefined }) {
	if (!reason) return null;
	return (
		<p className="flex gap-2 text-small">
			<Icon of={Users} size={16} className="mt-1 shrink-0" />
			<span>
				<LinkedText text={secondPersonText(factsOfSecondPerson(reason), getLocale())} />
			</span>
		</p>
	);
}

/** What the reviewer knows before deciding: whether the amount asks for a second person, and what it is counted with. */
export function SecondPersonNote({ page, askedDong }: { page: OpenCase; askedDong: bigint }) {
	const { approvedAlone: alone, secondPerson: settings } = page;
	const money = (amountDong: bigint) => formatDong(amountDong, getLocale());
	const limit = money(settings.secondPersonAboveDong);
	const oneIn = settings.secondPersonSampleOneIn;
	const unlessDrawn = oneIn ? m.review_second_perhaps({ limit, oneIn }) : m.review_second_not_needed({ limit });
	const forMoney = secondPersonForMoney(askedDong, alone, settings);
	const words = { amount: m.application_second_amount({ limit }), sum: m.review_second_needed_sum({ limit }) };
	return (
		<div className="mt-1 flex gap-2">
			<Icon of={Info} size={16} className="mt-1 shrink-0" />
			<div>
				{alone.length > 0 ? (
					<p>
						<LinkedText
							text={m.review_second_counted({
								amount: money(sumDong(alone.map(({ approvedDong }) => approvedDong))),
								files: alone.map(({ reference }) => reference).join(", "),
							})}
						/>
					</p>
				) : null}
				<p>{forMoney ? words[forMoney.because] : unlessDrawn}</p>
			</div>
		</div>
	);
}
