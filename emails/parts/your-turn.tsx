import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./action.tsx";
import type { AskedFacts } from "./facts.ts";
import { Paragraph, SmallHeading } from "./paragraph.tsx";

type Props = {
	locale: Locale;
	/** The reader's turn, or what is waited for instead; neither where it was done meanwhile. */
	asked: AskedFacts;
	/** On the button, where the reader's turn does not say. */
	label: string;
	url: string;
};

/** What the reader does next and by when, as their first page says it; or who does it. */
export function YourTurn({ locale, asked: { turn, waiting }, label, url }: Props) {
	return (
		<>
			{turn ? (
				<>
					<SmallHeading>{m.turn_now({ what: turn.what }, { locale })}</SmallHeading>
					<Paragraph>{turn.about}</Paragraph>
					{turn.note ? <Paragraph>{turn.note}</Paragraph> : null}
					{turn.by ? (
						<Paragraph>
							<strong>{turn.by}</strong>
						</Paragraph>
					) : null}
				</>
			) : null}
			{waiting ? <Paragraph>{waiting}</Paragraph> : null}
			<Action locale={locale} label={turn?.button ?? label} url={url} />
		</>
	);
}
