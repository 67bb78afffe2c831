import type { PlainDate } from "#app/kernel/plain-date.ts";
import { isClaimOpenToChange } from "./claim.states.ts";
import type { ClaimCase } from "./claim-case.server.ts";
import { ClaimStatus } from "./claim-status.tsx";
import { ClaimTasks } from "./draft/claim-tasks.tsx";

/** A claim for its business: what it still needs, or how it stands. */
export function ClaimPage({ claim, today }: { claim: ClaimCase; today: PlainDate }) {
	if (isClaimOpenToChange(claim.state) || !claim.submitted) return <ClaimTasks claim={claim} today={today} />;
	return <ClaimStatus claim={{ ...claim, submitted: claim.submitted }} />;
}
