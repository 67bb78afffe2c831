import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import type { AnswerLine } from "./answer-page.server.ts";

const SHOWN = 10;

/** The batch that a line speaks of as a whole, and its first payments, each a step away. */
export function BatchNamed({ batch: { reference, payments } }: { batch: NonNullable<AnswerLine["batch"]> }) {
	const more = payments.length - SHOWN;
	return (
		<span className="block text-caption">
			<TextLink to={`/finance/batches/${reference}`}>{m.bank_answer_batch({ reference })}</TextLink>
			{", "}
			{m.bank_answer_batch_payments({ count: payments.length })}{" "}
			{payments.slice(0, SHOWN).map((payment, at) => (
				<span key={payment.reference} className="num whitespace-nowrap">
					<TextLink to={`/finance/payments/${payment.reference}/answer`}>{payment.reference}</TextLink>
					{at < Math.min(payments.length, SHOWN) - 1 ? ", " : " "}
				</span>
			))}
			{more > 0 ? m.bank_answer_batch_more({ count: more }) : null}
		</span>
	);
}
