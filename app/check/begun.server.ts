import { claimAssessments } from "#app/assessment/claim-assessments.server.ts";
import { readVisitorToken } from "#app/assessment/visitor-token.server.ts";
import type { Actor } from "#app/house/access.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { cameFrom } from "#app/identity/entrance.ts";
import type { Carry } from "#app/identity/sign-up-carry.server.ts";
import { keptAnswers, rememberAnswers, rememberedAnswers } from "./check-answers.server.ts";

/** What the visitor of this browser has begun, and the page that their address says they were going to. */
export function begunBy(request: Request): Carry {
	const answers = rememberedAnswers(request);
	return {
		visitor: readVisitorToken(request),
		check: Object.keys(answers).length > 0 ? JSON.stringify(answers) : null,
		to: cameFrom(request, "") || null,
	};
}

/** Gives a new account what its person had begun, in whichever browser: this one then knows what they checked. */
export async function bringBegunAlong(actor: Actor, { visitor, check }: Carry, headers: Headers): Promise<void> {
	await claimAssessments(commandContext(actor), { token: visitor });
	if (check !== null) headers.append("Set-Cookie", rememberAnswers(keptAnswers(check)));
}
