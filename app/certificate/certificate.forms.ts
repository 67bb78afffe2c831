import { z } from "zod";
import { choice, longText } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

export const withdrawForm = z.object({
	reason: longText(500, () => m.certificate_reason_missing()),
	instead: choice(["nothing", "new"], () => m.certificate_instead_missing()),
});
