import { z } from "zod";
import { choice, hiddenId, optionalDateText, optionalText, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
import { documentKinds } from "../draft/draft.rules.ts";

/** What goes with a file that is sent to the vault; the file itself is read by `readUpload`. */
export const vaultUploadForm = z.object({
	documentId: hiddenId(),
	/** The document whose place it takes; empty where it takes none. */
	replaces: optionalText(36).transform((id) => id || null),
});

/** Which form of the page it was: each document has its own. */
const form = z.string().max(60);

/** Putting a document into an application that is being written. */
export const reuseForm = z.object({
	act: z.literal("reuse"),
	form,
	documentId: hiddenId(),
	copyId: hiddenId(),
	reference: text(20, m.case_file_vault_reuse_missing),
});

/** Saying what a document of the vault is, and of any document until when it can be used. */
export const describeForm = z.object({
	act: z.literal("describe"),
	form,
	documentId: hiddenId(),
	/** Absent where an application alone has it, which keeps what it is called there. */
	kind: choice(documentKinds, m.case_file_vault_kind_missing).optional(),
	validUntil: optionalDateText(),
});

/** Deleting a document that is used nowhere, or taking that back. */
const removeForm = z.object({ act: choice(["remove", "restore"]), documentId: hiddenId() });

/** Everything that is done with one document of the vault. */
export const vaultForms = z.discriminatedUnion("act", [reuseForm, describeForm, removeForm], {
	error: () => m.house_field_unexpected(),
});
