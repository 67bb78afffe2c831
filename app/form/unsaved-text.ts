/*
 * What was typed into the forms of a page and is not saved yet, told by the document itself: a field has the value that
 * came with the page beside the one that it shows. Forms take part by `data-typed` (action-form-shell.tsx); it says
 * "unsaved" where what came with the page was typed before and refused, or kept over a sign-in.
 */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Forms that are on their way, or that the person gave up: nobody is asked about them until something is typed again. */
const settled = new WeakSet<HTMLFormElement>();

/** Lists in which something was chosen: unlike other fields, they do not say with what they came. */
const chosen = new WeakSet<Element>();

/** A form is being sent at this moment. */
let isSending = false;

export function settle(form: HTMLFormElement): void {
	settled.add(form);
	for (const field of form.elements) chosen.delete(field);
}

/** Somebody typed or chose in a field; in the one that narrows a list, too, which may choose from it. */
export function noteInput(field: HTMLInputElement | HTMLSelectElement): void {
	if (field.form) unsettle(field.form);
	const list = field.name === "" ? document.getElementById(field.getAttribute("aria-controls") ?? "") : field;
	if (list instanceof HTMLSelectElement) chosen.add(list);
}

/** Sends a form. Its page comes back with the other forms as they stand, so nobody is asked about them either. */
export function sendForm(form: HTMLFormElement | null, send: () => void): void {
	if (form) settle(form);
	isSending = true;
	try {
		send();
	} finally {
		isSending = false;
	}
}

export function unsettle(form: HTMLFormElement): void {
	settled.delete(form);
}

function formsOfPage(): HTMLFormElement[] {
	return [...document.querySelectorAll<HTMLFormElement>("form[data-typed]")];
}

/** What is sent and seen: a field without a name only helps to fill in another. */
function fieldsOf(form: HTMLFormElement): Field[] {
	return [...form.elements].filter(
		(element): element is Field =>
			((element instanceof HTMLInputElement && element.type !== "hidden") ||
				element instanceof HTMLTextAreaElement ||
				element instanceof HTMLSelectElement) &&
			element.name !== "",
	);
}

function isTick(field: Field): field is HTMLInputElement {
	return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

function isFile(field: Field): field is HTMLInputElement {
	return field instanceof HTMLInputElement && field.type === "file";
}

/** Kept nowhere, and typed anew in a moment. */
function isSecret(field: Field): boolean {
	return isPassword(field) || field.autocomplete === "one-time-code";
}

function isPassword(field: Field): boolean {
	return field instanceof HTMLInputElement && /^(current|new)-password$/.test(field.autocomplete);
}

function isChanged(field: Field): boolean {
	if (isSecret(field)) return false;
	if (isFile(field)) return (field.files?.length ?? 0) > 0;
	if (isTick(field)) return field.checked !== field.defaultChecked;
	return field instanceof HTMLSelectElement ? chosen.has(field) : field.value !== field.defaultValue;
}

/**
 * The forms of which something would be lost. Not those that ask for a password, which is no work to do again, nor those
 * that only ask for an answer.
 */
export function unsavedForms(): HTMLFormElement[] {
	if (isSending) return [];
	return formsOfPage().filter((form) => {
		if (form.method !== "post" || settled.has(form)) return false;
		const fields = fieldsOf(form);
		return !fields.some(isPassword) && (form.dataset.typed === "unsaved" || fields.some(isChanged));
	});
}

/** One field as it stands: by its form's place on the page, which is the same in both languages, and its name. */
type Typed = { form: number; name: string; value: string; ticked?: boolean };

const KEY = "typed";

/** Keeps what was typed for the next document of this tab, the same page in the other language. Files cannot be kept. */
export function keepTyped(): void {
	const typed = formsOfPage().flatMap((form, at) => {
		const fields = fieldsOf(form);
		const kept = form.dataset.typed === "unsaved" ? fields : fields.filter(isChanged);
		if (!fields.some((field) => isFile(field) && isChanged(field))) settle(form);
		return kept
			.filter((field) => !isSecret(field) && !isFile(field))
			.map((field): Typed => {
				const { name, value } = field;
				return isTick(field) ? { form: at, name, value, ticked: field.checked } : { form: at, name, value };
			});
	});
	storage()?.setItem(KEY, JSON.stringify({ page: window.location.pathname, typed }));
}

/** The tab's own; a browser that is told to keep nothing for any site has none. */
function storage(): Storage | null {
	try {
		return window.sessionStorage;
	} catch {
		return null;
	}
}

/** Types it again, as if the person did: what reads along, such as an amount in words, hears of it. */
export function typeAgain(): void {
	const kept = storage()?.getItem(KEY);
	storage()?.removeItem(KEY);
	if (!kept) return;
	const { page, typed } = JSON.parse(kept) as { page: string; typed: Typed[] };
	if (page !== window.location.pathname) return;
	const missing = typed.filter((one) => !typeOne(one));
	// A field that a choice brings stands there once the page was drawn with the choice.
	if (missing.length > 0) requestAnimationFrame(() => missing.forEach(typeOne));
}

function typeOne({ form: at, name, value, ticked }: Typed): boolean {
	const form = formsOfPage()[at];
	const field = form
		? fieldsOf(form).find((one) => one.name === name && (ticked === undefined || one.value === value))
		: undefined;
	if (!field) return false;
	if (isTick(field)) {
		// A radio is let go by the one that is chosen instead.
		if (field.checked !== ticked && (ticked || field.type === "checkbox")) field.click();
		return true;
	}
	// React replaces the setter of the element itself, and would take the event for one of no change.
	Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, value);
	field.dispatchEvent(new Event("input", { bubbles: true }));
	field.dispatchEvent(new Event("change", { bubbles: true }));
	return true;
}
