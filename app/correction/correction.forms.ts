import { z } from "zod";
import { choice, hiddenId, longText } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
import { correctionCauses } from "./correction.rules.ts";

/** What was wrong. The words are quoted to the business. */
export const proposeForm = z.object({
	correctionId: hiddenId(),
	cause: choice(correctionCauses),
	reason: longText(500, m.correction_refusal_words),
});

export const declineForm = z.object({ reason: longText(500, m.correction_refusal_words) });
