import { data } from "@remix-run/node";
import type { z } from "zod";
import { type Given, type ReadForm, readForm } from "#app/form/read-form.ts";
import type { FormFailure } from "#app/form/use-action-form.ts";
import { type FormLimits, type FormRefused, formDataOf } from "./body/form-body.server.ts";
import { asRefusal } from "./command/as-refusal.server.ts";
import { log } from "./log.server.ts";
import { refusalText } from "./refusal-text.server.ts";
import { currentLocale } from "./request-context.server.ts";

type Accepted<Output> = Extract<ReadForm<Output>, { ok: true }>;

/** Reads the posted form with its schema. @throws FormRefused for a body that is too long, or not a form's. */
export async function readPosted<Schema extends z.ZodType>(
	request: Request,
	schema: Schema,
	limits?: Partial<FormLimits>,
): Promise<ReadForm<z.output<Schema>>> {
	return readForm(schema, await formDataOf(request, limits));
}

/** Reads what a form that only asks put into the address, with its schema. */
export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema): ReadForm<z.output<Schema>> {
	const asked = new FormData();
	for (const [name, value] of new URL(request.url).searchParams) asked.append(name, value);
	return readForm(schema, asked);
}

/** The page of a list that the address asks for, counted from 1; the first where it asks for none or for nonsense. */
export function askedPage(request: Request): number {
	const page = Number(new URL(request.url).searchParams.get("page"));
	return Number.isSafeInteger(page) && page > 0 ? page : 1;
}

/** All that a page gives back: the longest form of ours, filled in to its last letter, has less. */
const MOST_GIVEN_BACK = 256 * 1024;

/** What was typed, up to what a form can hold: a page is many times as long as the letters that stand in it. */
function boundedGiven(given: Given): Given {
	let left = MOST_GIVEN_BACK;
	const taken = (text: string) => {
		const part = text.slice(0, left);
		left -= part.length;
		return part.length === text.length ? text : part.replace(/[\uD800-\uDBFF]$/, "");
	};
	const fields = Object.entries(given).map(([name, value]) => {
		return [name, typeof value === "string" ? taken(value) : value.map(taken)] as const;
	});
	return Object.fromEntries(fields);
}

function failure(typed: Given | null, fieldErrors: Record<string, string>, formError: string | null): FormFailure {
	const given = typed && boundedGiven(typed);
	const form = typeof given?.form === "string" ? given.form : undefined;
	return { ...(form === undefined ? {} : { form }), fieldErrors, formError, given };
}

/** The answer to a form whose fields were not accepted: 422, with everything that was typed. */
export function invalid(read: Extract<ReadForm<unknown>, { ok: false }>) {
	return data(failure(read.given, read.fieldErrors, null), { status: 422 });
}

/** The answer to a body that was not taken: the page with the sentence above the form, and what could be read in it. */
export function refusedForm(refused: FormRefused) {
	const { given, form, sentence, status } = refused;
	return data({ ...failure(given, {}, sentence), ...(form === undefined ? {} : { form }) }, { status });
}

/**
 * Runs a command for a form that was read. A refusal becomes a sentence beside the form with status 409 (403 where it
 * is not theirs to do), and everything typed is given back; other errors go on to the error page.
 */
export async function attempt<Output, Result>(
	read: Pick<Accepted<Output>, "given">,
	run: () => Promise<Result>,
): Promise<Result | ReturnType<typeof invalid>> {
	try {
		return await run();
	} catch (error) {
		const refusal = asRefusal(error);
		if (!refusal) throw error;
		const sentence = refusalText(refusal, currentLocale());
		log.info({ refusal: refusal.code, facts: String(Object.keys(refusal.facts)) }, "refused");
		const onField = refusal.field !== undefined;
		return data(
			failure(read.given, onField ? { [refusal.field as string]: sentence } : {}, onField ? null : sentence),
			{ status: refusal.status },
		);
	}
}

/**
 * Reads a form and runs a command on it: the whole body of most actions.
 *
 * `return submitted(request, schema, (input) => … redirect)`.
 */
export async function submitted<Schema extends z.ZodType, Result>(
	request: Request,
	schema: Schema,
	run: (input: z.output<Schema>) => Promise<Result>,
	limits?: Partial<FormLimits>,
) {
	const read = await readPosted(request, schema, limits);
	return read.ok ? attempt(read, () => run(read.data)) : invalid(read);
}
