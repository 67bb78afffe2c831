/** The forms of the questionnaire: start, answer one question, finish. */

import { z } from "zod";
import { hiddenId, tick } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
import type { AnswerScore } from "./framework/framework.ts";

/** Finishes the questionnaire with that id. */
export const assessmentIdForm = z.object({ assessmentId: hiddenId() });

/** Starts a questionnaire; `from` is a result whose answers it begins with. */
export const startAssessmentForm = assessmentIdForm.extend({ from: hiddenId().optional() });

const scores = ["0", "1", "2", "3", "4", "5"] as const;

/** One answer; "answer later" wins over an answer that was chosen before the button was pressed. */
export const answerForm = z
	.object({
		assessmentId: hiddenId(),
		questionId: z.string().max(60),
		score: z.enum(scores, { error: () => m.house_field_unexpected() }).optional(),
		later: tick(),
	})
	.transform(({ score, later, ...ids }, context) => {
		if (later) return { ...ids, score: null };
		if (score === undefined) {
			context.addIssue({ code: "custom", path: ["score"], message: m.assessment_answer_required() });
			return z.NEVER;
		}
		return { ...ids, score: Number(score) as AnswerScore };
	});
