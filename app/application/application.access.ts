import { allowed, type Permission, refusedBecause } from "#app/house/access.ts";
import { type ApplicationState, canMove, isOpenToChange } from "./application.states.ts";

/*
 * What the people of the business that applies may do to their application. Everybody else does not find it
 * (visible-applications.server.ts); what reviewers may do is decided in the room review.
 */

type Application = { state: ApplicationState };

/** Lines and documents: as long as the business still owes its application. */
export function canChange({ state }: Application): Permission<"application_refusal_submitted"> {
	return isOpenToChange(state) ? allowed : refusedBecause("application_refusal_submitted");
}

/** Through whom, and to which programme: settled by the first submission. */
export function canChangeChannel({ state }: Application): Permission<"application_refusal_submitted"> {
	return state === "draft" ? allowed : refusedBecause("application_refusal_submitted");
}

/** To submit it, or submit it again after changes were asked for. */
export function canSubmit(application: Application): Permission<"application_refusal_submitted"> {
	return canChange(application);
}

/** Until it is decided; afterwards the agreement is simply not accepted. */
export function canWithdraw({ state }: Application): Permission<"application_refusal_not_withdrawable"> {
	return canMove(state, "withdrawn", "business") ? allowed : refusedBecause("application_refusal_not_withdrawable");
}
