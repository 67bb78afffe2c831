import { z } from "zod";
import { choice, email, text, tick } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
import { givenPassword, newPassword } from "../identity.forms.ts";

export const changePasswordForm = z.object({ currentPassword: givenPassword, password: newPassword });

export const newAddressForm = z.object({ email: email() });

/** Of a link in a mail. What nobody sent is a link that does not work, and said so. */
export const linkForm = z.object({ token: text(200, m.account_refusal_address_link) });

export const mailsForm = z.object({ reminders: tick(), messages: tick(), locale: choice(["vi", "en"]) });

/** A form of a button alone. */
export const nothingForm = z.object({});
