import { z } from "zod";
import { isPlainDate } from "#app/kernel/plain-date.ts";

/** What mails are told, as plain JSON: the outbox keeps it beside the mail. Given as text, read as what it means. */

/** Whole đồng as digits ("86000000"), since JSON has no bigint. */
export const dong = z
	.string()
	.regex(/^\d{1,15}$/)
	.transform(BigInt);

/** "2026-10-22". */
export const plainDate = z.string().refine(isPlainDate);

/**
 * A text that mail programs make no link of: people write their names and reasons, and the mail that tells of them is the
 * city's. Dots before letters, "://" and "@" get a word joiner, which nobody sees and which ends what looks like an address.
 */
function unlinked(text: string): string {
	return text.replace(/(?<=[\p{L}\p{N}])\.(?=\p{L})|:(?=\/\/)|@/gu, "$&\u2060");
}

/** A name, a reference, a reason: never empty, or the sentence around it would have a hole; and never a link. */
export const words = z.string().trim().min(1).transform(unlinked);

/** The page that the mail's button opens. */
export const link = z.url({ protocol: /^https?$/ });

/** What every mail about an application says. `name` is the reader's, `business` and `association` those of the case. */
export const applicationFacts = z.object({
	name: words,
	reference: words,
	business: words,
	association: words,
	url: link,
});

/** One payment, as its reader may know it: the account by its bank and last digits only. */
export const paymentFacts = applicationFacts.extend({
	payment: words,
	amountDong: dong,
	payee: words,
	bank: words,
	accountLast4: z.string().regex(/^\d{1,4}$/),
	/** Stripe pays to an account of its own; a mail written before there was another way went by the bank's file. */
	rail: z.enum(["bank-file", "stripe"]).default("bank-file"),
});

/** A recovery by its reference, and the payment that it asks back. */
export const recoveryFacts = applicationFacts.extend({ recovery: words, payment: words });
