import { useActionData, useLocation, useNavigation, useRouteLoaderData, useSubmit } from "@remix-run/react";
import { type FormEvent, type MouseEvent, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { type FieldErrors as HookErrors, type Resolver, set, useForm } from "react-hook-form";
import type { z } from "zod";
import { ownValue } from "#app/kernel/own-value.ts";
import { type FieldErrors, fieldId, type Given, readForm } from "./read-form.ts";
import { sendForm, unsettle } from "./unsaved-text.ts";

/** What an action returns when a form was not accepted. */
export type FormFailure = {
	/** Which form of the page it was, where a page has several. */
	form?: string;
	fieldErrors: FieldErrors;
	/** The sentence of a refusal that belongs to no single field. */
	formError: string | null;
	/** What was typed; null where it was too long to be read, and stands in the page alone. */
	given: Given | null;
};

type Values = Record<string, unknown>;
type RootData = { keptForm?: Given | null };

const never = () => () => undefined;

/** False in server HTML and until the scripts run, true afterwards. */
export function useAlive(): boolean {
	return useSyncExternalStore(
		never,
		() => true,
		() => false,
	);
}

// react-hook-form keeps the errors of `lines.0.price` nested; here they are flat, as the form names its fields.
function asHookErrors(fieldErrors: FieldErrors | undefined): HookErrors<Values> {
	const errors: HookErrors<Values> = {};
	for (const [name, message] of Object.entries(fieldErrors ?? {})) set(errors, name, { type: "form", message });
	return errors;
}

function asFieldErrors(errors: object, path = ""): FieldErrors {
	return Object.entries(errors).reduce<FieldErrors>((flat, [key, error]) => {
		if (typeof error !== "object" || error === null || key === "ref") return flat;
		const name = path ? `${path}.${key}` : key;
		if (typeof error.message === "string" && error.message !== "") flat[name] = error.message;
		else Object.assign(flat, asFieldErrors(error, name));
		return flat;
	}, {});
}

/** What the server said of the fields that still say what they said when it was asked. */
function unchanged(failure: FormFailure | undefined, given: Given): FieldErrors {
	const entries = Object.entries(failure?.fieldErrors ?? {});
	const same = (name: string) =>
		String(ownValue(failure?.given ?? {}, name) ?? "") === String(ownValue(given, name) ?? "");
	return Object.fromEntries(entries.filter(([name]) => same(name)));
}

function isFailure(data: unknown): data is FormFailure {
	return typeof data === "object" && data !== null && "fieldErrors" in data && "given" in data;
}

/**
 * The answer of the action, for as long as nothing else was posted from this page: the router lets it go when the address
 * gets a fragment, as from the link that skips the menu, and when a file has arrived in the background.
 */
function useStandingAnswer(): unknown {
	const answer = useActionData<unknown>();
	const { pathname, search } = useLocation();
	const { formMethod } = useNavigation();
	const page = pathname + search;
	const standing = useRef({ answer, page, posted: false });
	if (formMethod && formMethod !== "GET") standing.current.posted = true;
	else if (answer !== undefined || standing.current.posted || standing.current.page !== page) {
		standing.current = { answer, page, posted: false };
	}
	return answer ?? standing.current.answer;
}

/** The same messages in the order in which the fields stand on the page; others at the end. */
function inPageOrder(errors: FieldErrors, form: HTMLFormElement): FieldErrors {
	const names = [...form.elements].map((element) => element.getAttribute("name") ?? "");
	const placeOf = (name: string) => {
		const at = names.findIndex((other) => other === name || other.startsWith(`${name}.`));
		return at < 0 ? names.length : at;
	};
	return Object.fromEntries(Object.entries(errors).sort(([one], [other]) => placeOf(one) - placeOf(other)));
}

export type FieldBinding = {
	id: string;
	name: string;
	given: string;
	error: string | undefined;
	/** Spread on the input beside `id`, `name` and `defaultValue`. */
	events: ReturnType<ReturnType<typeof useForm<Values>>["register"]>;
};

function firstOf(value: string | string[] | undefined): string {
	return (Array.isArray(value) ? value[0] : value) ?? "";
}

type FormOptions = { saved?: Given; form?: string; apart?: boolean; asked?: FormFailure | null };

/** A field that somebody only passes by, as with the keyboard on the way to another, is not refused. */
function judgedOnceChanged(events: FieldBinding["events"], changed: ReadonlySet<string>): FieldBinding["events"] {
	return { ...events, onBlur: async (event) => (changed.has(events.name) ? events.onBlur(event) : undefined) };
}

/** What was kept when a session ended, for the form that had sent it: of several on a page, for that one alone. */
export function useKept(formKey: string | undefined): Given | null {
	const kept = useRouteLoaderData<RootData>("root")?.keptForm as Given | null | undefined;
	return kept && kept.form === formKey ? kept : null;
}

/**
 * One form, one schema: works as a plain post without scripts; with them it checks on leaving a changed field, focuses the
 * error summary and keeps the page. The browser validates the very FormData that the server will get.
 *
 * @param saved values to show where nothing was posted yet, as text by field name.
 * @param form name of the form where a page has several; sent as the hidden field `form`.
 * @param apart for a form whose fields have the names of another's on the page: their ids begin with the form's name.
 * @param asked for a form that only asks (GET): what the loader of its answer found wrong, or null.
 */
export function useActionForm<Schema extends z.ZodType>(
	schema: Schema,
	{ saved = {}, form: formKey, apart = false, asked }: FormOptions = {},
) {
	const method: "get" | "post" = asked === undefined ? "post" : "get";
	const posted = useStandingAnswer();
	const answer = asked === undefined ? posted : asked;
	const failure = isFailure(answer) && answer.form === formKey ? answer : undefined;
	const kept = useKept(formKey);
	const given: Given = failure?.given ?? kept ?? saved;
	const alive = useAlive();
	const submit = useSubmit();
	const navigation = useNavigation();
	const formRef = useRef<HTMLFormElement>(null);
	const summaryRef = useRef<HTMLDivElement>(null);

	const serverErrors = useMemo(() => asHookErrors(failure?.fieldErrors), [failure]);
	const isSubmitting = useRef(false);
	const changed = useRef(new Set<string>());
	const resolver: Resolver<Values> = async () => {
		if (!formRef.current) return { values: {}, errors: {} };
		const result = readForm(schema, new FormData(formRef.current));
		// What only the server knows stands until the field says something else, or the form is sent again.
		const standing = isSubmitting.current ? {} : unchanged(failure, result.given);
		return { values: {}, errors: asHookErrors({ ...standing, ...(result.ok ? {} : result.fieldErrors) }) };
	};
	const hook = useForm<Values>({ mode: "onBlur", resolver, errors: serverErrors, shouldFocusError: false });

	// The hook adopts server errors only after it has mounted; until then the page reads the action's answer itself.
	const found: FieldErrors = alive ? asFieldErrors(hook.formState.errors) : (failure?.fieldErrors ?? {});
	const errors = formRef.current ? inPageOrder(found, formRef.current) : found;

	useEffect(() => {
		if (!failure) return;
		if (formRef.current) unsettle(formRef.current);
		summaryRef.current?.focus();
	}, [failure]);

	const send = (target: HTMLFormElement | HTMLButtonElement) => sendForm(formRef.current, () => submit(target));

	function onSubmit(event: FormEvent<HTMLFormElement>) {
		const submitter = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
		const target = submitter ?? event.currentTarget;
		event.preventDefault();
		// A second press while the first is on its way is ignored.
		if (navigation.state !== "idle") return;
		if (submitter?.formNoValidate) {
			send(target);
			return;
		}
		isSubmitting.current = true;
		void hook
			.handleSubmit(
				() => send(target),
				() => requestAnimationFrame(() => summaryRef.current?.focus()),
			)(event)
			.finally(() => {
				isSubmitting.current = false;
			});
	}

	// Pressing a button would first leave the field; its message would then appear and push the button from under the
	// pointer before the press is over, and the press would be lost. So the field keeps the focus.
	function onMouseDown(event: MouseEvent<HTMLFormElement>) {
		if ((event.target as Element).closest("button")) event.preventDefault();
	}

	// What was refused is looked at anew at every change, whichever way it was sent; also a date, which is several boxes.
	function onChange(event: FormEvent<HTMLFormElement>) {
		const { name: box } = event.target as HTMLInputElement;
		changed.current.add(box);
		const wrong = Object.keys(errors).find((name) => box === name || box.startsWith(`${name}.`));
		if (wrong !== undefined) void hook.trigger(wrong);
	}

	const idOf = (name: string) => fieldId(apart ? `${formKey}.${name}` : name);
	const pending = navigation.state !== "idle" && navigation.formMethod?.toLowerCase() === method;
	return {
		formProps: { ref: formRef, method, onSubmit, onMouseDown, onChange, noValidate: true },
		formKey,
		summaryRef,
		errors,
		/** True once a submission was refused, here or on the server: then the summary is shown. */
		refused: failure !== undefined || (hook.formState.isSubmitted && Object.keys(errors).length > 0),
		formError: failure?.formError ?? null,
		/** False where the page that was sent back could not hold what was typed. */
		isKept: alive || failure?.given !== null,
		pending,
		alive,
		given,
		idOf,
		field: (name: string): FieldBinding => ({
			id: idOf(name),
			name,
			given: firstOf(given[name]),
			error: errors[name],
			events: judgedOnceChanged(hook.register(name), changed.current),
		}),
	};
}

export type ActionForm = ReturnType<typeof useActionForm>;
