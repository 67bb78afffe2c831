import { z } from "zod";
import {
	choice,
	dateBoxes,
	hiddenId,
	longText,
	optionalDong,
	optionalLongText,
	optionalText,
} from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
import { findingResults } from "./finding/finding.rules.ts";
import { REFUSAL_WORDS, saysWhy } from "./refusal.rules.ts";
import { decisionChoices, queueOrders } from "./review.rules.ts";

export const declarationForm = z
	.object({ conflict: choice(["no", "yes"], m.review_declaration_missing), note: optionalLongText(1000) })
	.transform(({ conflict, note }) => ({ hasConflict: conflict === "yes", note }));

/** To take a file up is one press. */
export const takeUpForm = z.object({});

const MAX_REASONS = 4000;

const lines = z
	.array(z.object({ costLineId: hiddenId(), approved: optionalDong() }))
	.max(50)
	.default([]);

/**
 * A decision as its form sends it. Whoever does not simply approve says why: the business reads it. The amounts count
 * for an approval in part only.
 */
export const decisionForm = z
	.object({
		decisionId: hiddenId(),
		/** What the page showed. */
		submissionId: hiddenId(),
		/** The recommendation that the page showed, where it is a second person's turn. */
		confirms: hiddenId().optional(),
		kind: choice(decisionChoices, m.review_blocked_choose),
		lines,
		/** The legal basis of a refusal, by its Vietnamese text. */
		basis: optionalText(500),
		reasons: optionalLongText(MAX_REASONS),
	})
	.superRefine(({ kind, basis, reasons }, context) => {
		const fault = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
		if (kind === "reject" && basis === "") fault("basis", m.review_refusal_basis());
		if (kind !== "approve" && reasons === "") return fault("reasons", m.review_reasons_required());
		if (kind === "reject" && !saysWhy(reasons)) {
			fault("reasons", m.review_refusal_reasons_short({ words: REFUSAL_WORDS }));
		}
	})
	.superRefine((form, context) => {
		if (form.kind !== "approve_in_part") return;
		form.lines.forEach((line, at) => {
			if (line.approved !== null) return;
			context.addIssue({ code: "custom", path: ["lines", at, "approved"], message: m.review_amount_required() });
		});
	})
	.transform(({ lines: given, ...form }) => ({
		...form,
		lines: given.map(({ costLineId, approved }) => ({ costLineId, approvedDong: approved ?? 0n })),
	}));

export const messageForm = z.object({ messageId: hiddenId(), body: longText(4000, m.review_message_missing) });

/** What a reviewer found on a condition: nothing is chosen beforehand. */
export const findingForm = z.object({
	findingId: hiddenId(),
	condition: z.string().max(100).default(""),
	result: choice(findingResults, m.review_finding_missing),
	lookedAt: longText(2000, m.review_finding_looked_at_missing),
	lookedOn: dateBoxes(m.review_finding_looked_at_missing),
});

export const queueViews = ["open", "mine", "waiting", "second", "decided"] as const;

export type QueueView = (typeof queueViews)[number];

/** What the queue shows; anything that is not one of its words falls back to the first. */
export const queueQuery = z.object({
	view: z.enum(queueViews).catch("open"),
	search: optionalText(200).catch(""),
	size: z.enum(["", "micro", "small", "medium"]).catch(""),
	order: z.enum(queueOrders).catch("rules"),
	page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export type QueueQuery = z.output<typeof queueQuery>;
