import { z } from "zod";
import { email, hiddenId, requiredTick, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

/** Accepting the terms: as what, and the two statements without which it binds nobody. */
export const acceptForm = z.object({
	/** The approval whose terms the page showed. */
	decisionId: hiddenId(),
	position: text(100, m.agreement_position_required),
	rightToBind: requiredTick(() => m.agreement_tick_right_required()),
	terms: requiredTick(() => m.agreement_tick_terms_required()),
	/** Where each provider that is paid is written to. */
	providers: z
		.array(z.object({ taxCode: text(20), email: email() }))
		.max(20)
		.default([]),
});

/** To mail a provider its link again. */
export const askProviderForm = z.object({ email: email() });

/** Ending it asks for nothing but the press of its button. */
export const giveUpForm = z.object({});

/** The extension asks for nothing but the press of its button. */
export const extendForm = z.object({});
