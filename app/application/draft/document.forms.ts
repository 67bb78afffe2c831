import { z } from "zod";
import { choice, hiddenId, optionalText, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
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

/** Putting one that was sent before into an application that is being written. */
export const reuseForm = z.object({
	form: hiddenId(),
	documentId: hiddenId(),
	copyId: hiddenId(),
	reference: text(20, m.case_file_vault_reuse_missing),
});

/** Removing a document, or putting it back. */
export const documentChangeForm = z.object({ intent: choice(["remove", "restore"]), documentId: hiddenId() });
