import { z } from "zod";
import { choice, hiddenId, longText } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

/** The decision on stopped payments, and which reasons for stopping the page showed: one sends a text, several a list. */
export const stopForm = z.object({
	stopIds: z.union([z.array(hiddenId()), hiddenId().transform((id) => [id])]).pipe(z.array(z.string()).max(50)),
	decision: choice(["go-on", "end"], m.disbursement_stop_decision_missing),
	reason: longText(1000, m.disbursement_stop_reason_missing),
});

export const takeOutForm = z.object({ reason: longText(500, m.disbursement_refusal_take_out_reason) });
