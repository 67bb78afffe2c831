import { z } from "zod";
import { email, requiredTick, text, tooLong } from "#app/form/fields.ts";
import { bareCode } from "#app/kernel/text.ts";
import { m } from "#messages/messages.js";

/**
 * Normalised before its letters are counted, as it is before it is hashed; but not what is far too long, where it would
 * take minutes to put heaped marks in order.
 */
export const newPassword = z
	.string({ error: () => m.house_field_required() })
	.max(4 * 128, { error: tooLong(128), abort: true })
	.normalize("NFKC")
	.min(10, { error: () => m.identity_password_short() })
	.max(128, { error: tooLong(128) });

/**
 * Letters, as a name has them, with a dot only at the end of a part ("TS. Lê Thị Sen"). The mail that asks for the
 * confirmation of an address greets by name, and goes to whomever was named: no stranger writes an advertisement, an address
 * to open or a number to call into it.
 */
const NAME = /^(?:[\p{L}\p{M}'’-]+\.?(?: |$))+$/u;

export const signUpForm = z.object({
	name: text(100, m.identity_name_missing).refine((name) => NAME.test(name), {
		error: () => m.identity_name_only(),
	}),
	email: email(),
	password: newPassword,
	consent: requiredTick(() => m.identity_consent_needed()),
});

export const givenPassword = z
	.string({ error: () => m.identity_password_missing() })
	.min(1, { error: () => m.identity_password_missing() })
	.max(128, { error: tooLong(128) });

export const signInForm = z.object({ email: email(), password: givenPassword });

export const codeForm = z.object({
	code: text(30, m.identity_code_form).transform((value, context) => {
		const digits = bareCode(value);
		if (!/^\d{6}$/.test(digits)) {
			context.addIssue({ code: "custom", message: m.identity_code_form() });
			return z.NEVER;
		}
		return digits;
	}),
});

/** Six figures of the app, or a backup code of ten letters and figures. */
export const codeOrBackupForm = z.object({
	code: text(30, m.identity_code_or_backup_form).refine((value) => /^(\d{6}|[a-z0-9]{10})$/i.test(bareCode(value)), {
		error: () => m.identity_code_or_backup_form(),
	}),
});

export const forgotForm = z.object({ email: email() });

/** Asks for the mail of a sign-up once more. */
export const resendForm = forgotForm;
export const resetForm = z.object({ token: text(200, m.house_field_unexpected), password: newPassword });
export const passwordForm = z.object({ password: givenPassword });
export const confirmAddressForm = z.object({ token: text(4_000, m.house_field_unexpected), password: givenPassword });
