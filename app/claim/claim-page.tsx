import type { ReactNode } from "react";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { isClaimOpenToChange } from "./claim.states.ts";
import type { ClaimCase } from "./claim-case.server.ts";
import { overOf } from "./claim-rows.tsx";
import { ClaimStateTag } from "./claim-state-tag.tsx";
import { ClaimStatus } from "./claim-status.tsx";
import { ClaimTasks } from "./draft/claim-tasks.tsx";

type Props = {
	claim: ClaimCase;
	today: PlainDate;
	/** Who acts next and by when, which a later room knows. */
	lead: string | undefined;
	/** What the business has to do about it now, once it was sent. */
	children?: ReactNode;
};

/** A claim for its business: what it still needs, or how it stands. */
export function ClaimPage({ claim, today, lead, children }: Props) {
	if (isClaimOpenToChange(claim.state)) return <ClaimTasks claim={claim} today={today} />;
	if (!claim.submitted) return <GivenUp claim={claim} />;
	return (
		<ClaimStatus claim={{ ...claim, submitted: claim.submitted }} lead={lead}>
			{children}
		</ClaimStatus>
	);
}

/** It was never sent, and there is nothing to do about it. */
function GivenUp({ claim }: { claim: ClaimCase }) {
	return (
		<PageTitle
			over={
				<>
					{overOf(claim)} <ClaimStateTag state="given-up" />
				</>
			}
			lead={m.claim_given_up_lead()}
		>
			{m.claim_given_up_title()}
		</PageTitle>
	);
}
