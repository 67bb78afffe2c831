import { constraintRefusal } from "#db/constraints.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";

/** Turns the database's refusal by a named constraint into ours; null for what is no refusal. */
export function asRefusal(error: unknown): Refusal | null {
	if (error instanceof Refusal) return error;
	const constraint = (error as { constraint?: unknown } | null)?.constraint;
	const code = typeof constraint === "string" ? constraintRefusal(constraint) : null;
	return code ? new Refusal(code as RefusalCode, {}, { cause: error }) : null;
}
