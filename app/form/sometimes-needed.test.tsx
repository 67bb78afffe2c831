import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TextAreaField } from "./form-fields.tsx";
import type { ActionForm } from "./use-action-form.ts";

const form = {
	field: (name: string) => ({ id: name, given: "", error: undefined, events: {} }),
} as unknown as ActionForm;
const reasons = (optional?: boolean | "sometimes") =>
	renderToStaticMarkup(<TextAreaField form={form} name="reasons" label="Lý do" optional={optional} />);

test("a field that another answer makes needed is called neither optional nor required", () => {
	expect(reasons()).toContain("required");
	expect(reasons(true)).toContain("không bắt buộc");
	expect(reasons("sometimes")).not.toMatch(/required|không bắt buộc/);
});
