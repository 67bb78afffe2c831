/**
 * What is not there, or not for this person: one and the same, so that nobody learns which. Thrown by commands and reads; at
 * the door it becomes the answer 404 (app/server/incoming/not-found.server.ts).
 */
export class NotFound extends Error {
	override readonly name = "NotFound";
	readonly status = 404;
}

/** The value. @throws NotFound when a scoped read found nothing. */
export function orNotFound<Value>(value: Value | null | undefined): Value {
	if (value === null || value === undefined) throw new NotFound();
	return value;
}
