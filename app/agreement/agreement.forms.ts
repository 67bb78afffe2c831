import { z } from "zod";
import { requiredTick, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

/** Accepting the terms: as what, and the two statements without which it binds nobody. */
export const acceptForm = z.object({
	position: text(100, m.agreement_position_required),
	rightToBind: requiredTick(() => m.agreement_tick_right_required()),
	terms: requiredTick(() => m.agreement_tick_terms_required()),
});

/** The extension asks for nothing but the press of its button. */
export const extendForm = z.object({});
