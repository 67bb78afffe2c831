import { z } from "zod";
import { hiddenId, longText, optionalLongText, optionalText, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
import { passwordForm } from "../identity.forms.ts";

/** A role or an account is confirmed by one button; for a second factor the second administrator says how they checked. */
export const confirmProposalForm = z.object({ words: optionalLongText(500) });

/** How the second administrator, too, made sure who it is. */
export const confirmResetForm = z.object({ words: longText(500, m.people_refusal_checked_how) });

export const declineProposalForm = z.object({ words: longText(500, m.people_decline_why_needed) });

export const withdrawProposalForm = z.object({});

/** Why an account is suspended. */
export const suspendForm = z.object({ reason: longText(500, m.people_reason_needed) });

/** Why it is opened again. */
export const reopenForm = z.object({ proposalId: hiddenId(), reason: longText(500, m.people_reason_needed) });

/** How the first administrator made sure who it is. */
export const startResetForm = z.object({ proposalId: hiddenId(), words: longText(500, m.people_refusal_checked_how) });

export const remindForm = z.object({});

/** Which session of a person ends; all of them where none is named. */
export const endSessionsForm = z.object({ sessionId: optionalText(100) });

/** The link of the mail, and the password of whom it was sent to. */
export const resetFactorForm = passwordForm.extend({ token: text(200, m.people_refusal_reset_link) });
