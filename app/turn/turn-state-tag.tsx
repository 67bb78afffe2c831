import { StateTag } from "#app/application/state-tag.tsx";
import type { ClaimState } from "#app/claim/claim.states.ts";
import { ClaimStateTag } from "#app/claim/claim-state-tag.tsx";
import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import { DisbursementStateTag } from "#app/disbursement/disbursement-state-tag.tsx";
import type { ShownTurn } from "./known-files.server.ts";
import type { TurnKind } from "./turns.ts";

const ofClaim: Partial<Record<TurnKind, ClaimState>> = { "claim-check": "submitted", pay: "verified" };

const ofPayment: Partial<Record<TurnKind, DisbursementState>> = {
	release: "scheduled",
	send: "scheduled",
	"bank-answer": "sent",
	"ask-bank": "sent",
	"find-out": "unknown",
	"send-again": "failed",
};

/** The state of what is waited for: of the claim or its payment, else of the application. */
export function TurnStateTag({ turn: { kind, state, byStripe } }: { turn: ShownTurn }) {
	const [claim, payment] = [ofClaim[kind], ofPayment[kind]];
	if (claim) return <ClaimStateTag state={claim} />;
	if (payment) return <DisbursementStateTag state={payment} rail={byStripe ? "stripe" : "bank-file"} />;
	return state ? <StateTag state={state} /> : null;
}
