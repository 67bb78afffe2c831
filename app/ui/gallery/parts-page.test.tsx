import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { PartsPage } from "./parts-page.tsx";

// The real link needs a router around it, which says nothing about the parts.
function page(): string {
	return renderToStaticMarkup(<PartsPage />);
}

function values(html: string, attribute: string): string[] {
	return [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].map((match) => match[1] ?? "");
}

test("no part has an inline style, which the content security policy would refuse", () => {
	expect(values(page(), "style")).toEqual([]);
});

test("every label and description leads to something on the page, and no id stands twice", () => {
	const html = page();
	const ids = values(html, "id");
	const references = ["for", "aria-describedby", "aria-labelledby"].flatMap((attribute) =>
		values(html, attribute).flatMap((value) => value.split(" ")),
	);
	expect(references.filter((reference) => !ids.includes(reference))).toEqual([]);
	expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test("an action that cannot be used now stays focusable, cannot send the form, and says why", () => {
	const blocked = /<button type="button"[^>]*aria-disabled="true" aria-describedby="([^"]+)"/.exec(page());
	expect(page()).toContain(`<span id="${blocked?.[1]}">Chưa duyệt được: cần ghi lý do về giá.</span>`);
});
