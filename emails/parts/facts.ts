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

/** The reader's turn, in the words of their first page: what it is about, what follows, by when, and the word on its button. */
export const turnFacts = z.object({
	what: words,
	about: words,
	note: z.string().transform(unlinked),
	/** Left out at desks, of what has no last day. */
	by: words.optional(),
	/** Left out where the mail has a word for its own page. */
	button: words.optional(),
});

/** What is asked of the reader, where it is their turn; else, while another acts, who that is. */
const asked = { turn: turnFacts.optional(), waiting: words.optional() };

export type AskedFacts = { turn?: z.output<typeof turnFacts> | undefined; waiting?: string | undefined };

/** What every mail about an application says. `name` is the reader's, `business` and `association` those of the case. */
export const applicationFacts = z.object({
	name: words,
	reference: words,
	business: words,
	association: words,
	url: link,
	...asked,
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
