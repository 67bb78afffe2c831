import { expect, test } from "vitest";
import { z } from "zod";
import { m } from "#messages/messages.js";
import { readForm } from "./read-form.ts";

/*
 * The error summary leads to places by their messages: two fields of a form that say the same, word for word, are two
 * links that nobody can tell apart.
 */

const modules = import.meta.glob<Record<string, unknown>>("../**/*.forms.ts", { eager: true });

/** What the forms are made with that depend on the programme, the day or the business. */
const facts = Object.assign(["solution"], { decidedOn: "2026-01-01", today: "2026-11-29" });

function formIn(value: unknown): z.ZodType | null {
	const made: unknown = typeof value === "function" ? tryToMake(value as (given: unknown) => unknown) : value;
	return made instanceof z.ZodType ? made : null;
}

function tryToMake(make: (given: unknown) => unknown): unknown {
	try {
		return make(facts);
	} catch {
		return null;
	}
}

const forms = Object.values(modules).flatMap((module) =>
	Object.entries(module).flatMap(([name, value]) => {
		const form = formIn(value);
		return form instanceof z.ZodObject ? [{ name, form }] : [];
	}),
);

/** Fields that nobody sees are not led to; what they say is said once. */
function messagesOf(form: z.ZodType, posted: FormData): string[] {
	const read = readForm(form, posted);
	return read.ok ? [] : Object.values(read.fieldErrors).filter((message) => message !== m.house_field_unexpected());
}

test("there are forms to look at", () => expect(forms.length).toBeGreaterThan(40));

test.each(forms)("$name says nothing twice where nothing is filled in", ({ form }) => {
	const messages = messagesOf(form, new FormData());
	expect(messages).toEqual([...new Set(messages)]);
});

test.each(forms)("$name says nothing twice where all is wrong", ({ form }) => {
	const posted = new FormData();
	for (const name of Object.keys(form.shape)) posted.append(name, "?!");
	const messages = messagesOf(form, posted);
	expect(messages).toEqual([...new Set(messages)]);
});

test.each(forms)("$name says nothing twice where several rows are empty", ({ form }) => {
	const posted = new FormData();
	for (const list of ["lines", "invoices"]) {
		if (!(list in form.shape)) continue;
		for (const at of [0, 1, 2]) {
			for (const field of [
				"supportItemCode",
				"description",
				"providerName",
				"providerTaxCode",
				"price",
				"sellerTaxCode",
			]) {
				posted.append(`${list}.${at}.${field}`, "");
			}
			posted.append(`${list}.${at}.cost`, "nhiều");
		}
	}
	const messages = messagesOf(form, posted);
	expect(messages).toEqual([...new Set(messages)]);
});
