import { z } from "zod";
import { choice, hiddenId, optionalText } from "#app/form/fields.ts";
import { documentKinds } from "./draft.rules.ts";

/** What goes with an uploaded file; the file itself is read by `readUpload`. */
export const documentForm = z.object({
	documentId: hiddenId(),
	kind: choice(documentKinds),
	/** Empty where the document is not for one line. */
	lineId: optionalText(36).transform((id) => id || null),
	/** The document whose place it takes; empty where it takes none. */
	replaces: optionalText(36).transform((id) => id || null),
});

/** Removing a document, or putting it back. */
export const documentChangeForm = z.object({ intent: choice(["remove", "restore"]), documentId: hiddenId() });
