import type { m } from "#messages/messages.js";

/** Every message key of the form `<room>_refusal_<code>` is a refusal; so a refusal without words does not compile. */
export type RefusalCode = Extract<keyof typeof m, `${string}_refusal_${string}`>;

/** What the sentence needs: bigint is an amount in đồng, Date an instant, text is shown as it is. */
export type RefusalFacts = Record<string, string | number | bigint | Date>;

/**
 * The rules say no. Thrown, since a transaction rolls back only on a throw; one place turns it into a sentence in the
 * person's language and the status 409, or 403 where the thing is not theirs to do.
 */
export class Refusal extends Error {
	readonly field: string | undefined;
	readonly status: 403 | 409;

	constructor(
		readonly code: RefusalCode,
		readonly facts: RefusalFacts = {},
		options: { field?: string; status?: 403 | 409; cause?: unknown } = {},
	) {
		super(`refused: ${code}`, { cause: options.cause });
		this.name = "Refusal";
		this.field = options.field;
		this.status = options.status ?? 409;
	}
}
