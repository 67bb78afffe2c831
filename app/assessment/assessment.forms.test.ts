import { describe, expect, test } from "vitest";
import { readForm } from "#app/form/read-form.ts";
import { answerForm } from "./assessment.forms.ts";

const assessmentId = "0f3b1f9e-54d0-4c1b-9a46-6a2d5a0f7c11";

function posted(fields: Record<string, string>) {
	const formData = new FormData();
	for (const [name, value] of Object.entries({ assessmentId, questionId: "data.1", ...fields })) {
		formData.append(name, value);
	}
	return readForm(answerForm, formData);
}

describe("an answer", () => {
	test.each(["0", "5"])("%s is a score", (score) => {
		expect(posted({ score })).toMatchObject({
			ok: true,
			data: { assessmentId, questionId: "data.1", score: Number(score) },
		});
	});

	test("later wins over a score", () => {
		expect(posted({ score: "3", later: "on" })).toMatchObject({ ok: true, data: { score: null } });
		expect(posted({ later: "on" })).toMatchObject({ ok: true, data: { score: null } });
	});

	test("nothing chosen says what can be done", () => {
		expect(posted({})).toMatchObject({
			ok: false,
			fieldErrors: { score: "Hãy chọn một câu trả lời, hoặc để trả lời sau." },
		});
	});

	test.each(["6", "-1", "2.5", "abc", ""])("the tampered score %j is refused", (score) => {
		expect(posted({ score })).toMatchObject({
			ok: false,
			fieldErrors: { score: expect.stringContaining("không đúng dạng") },
		});
	});

	test("two scores at once are refused", () => {
		const formData = new FormData();
		formData.append("assessmentId", assessmentId);
		formData.append("questionId", "data.1");
		formData.append("score", "1");
		formData.append("score", "2");
		expect(readForm(answerForm, formData)).toMatchObject({ ok: false, fieldErrors: { score: expect.any(String) } });
	});

	test("a tampered id of the assessment is refused", () => {
		expect(posted({ score: "1", assessmentId: "1" })).toMatchObject({
			ok: false,
			fieldErrors: { assessmentId: expect.any(String) },
		});
	});
});
