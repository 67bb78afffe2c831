import { useActionData, useNavigation, useRouteLoaderData, useSubmit } from "@remix-run/react";
import { type FormEvent, type MouseEvent, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { type FieldErrors as HookErrors, type Resolver, set, useForm } from "react-hook-form";
import type { z } from "zod";
import { type FieldErrors, fieldId, type Given, readForm } from "./read-form.ts";

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

function isFailure(data: unknown): data is FormFailure {
	return typeof data === "object" && data !== null && "fieldErrors" in data && "given" in data;
}

export type FieldBinding = {
	id: string;
	name: string;
	given: string;
	error: string | undefined;
	/** Spread on the input beside `id`, `name` and `defaultValue`. */
	events: ReturnType<ReturnType<typeof useForm<Values>>["register"]>;
};

/**
 * One form, one schema: works as a plain post without scripts; with them it checks on leaving a field, focuses the
 * error summary and keeps the page. The browser validates the very FormData that the server will get.
 *
 * @param saved values to show where nothing was posted yet, as text by field name.
 * @param form name of the form where a page has several; sent as the hidden field `form`.
 * @param asked for a form that only asks (GET): what the loader of its answer found wrong, or null.
 */
export function useActionForm<Schema extends z.ZodType>(
	schema: Schema,
	{ saved = {}, form: formKey, asked }: { saved?: Given; form?: string; asked?: FormFailure | null } = {},
) {
	const method: "get" | "post" = asked === undefined ? "post" : "get";
	const actionData = useActionData<unknown>();
	const root = useRouteLoaderData<RootData>("root");
	const answer = asked === undefined ? actionData : asked;
	const failure = isFailure(answer) && answer.form === formKey ? answer : undefined;
	const given: Given = failure?.given ?? (root?.keptForm as Given | null | undefined) ?? saved;
	const alive = useAlive();
	const submit = useSubmit();
	const navigation = useNavigation();
	const formRef = useRef<HTMLFormElement>(null);
	const summaryRef = useRef<HTMLDivElement>(null);

	const serverErrors = useMemo(() => asHookErrors(failure?.fieldErrors), [failure]);
	const resolver: Resolver<Values> = async () => {
		const result = formRef.current ? readForm(schema, new FormData(formRef.current)) : { ok: true as const };
		return result.ok ? { values: {}, errors: {} } : { values: {}, errors: asHookErrors(result.fieldErrors) };
	};
	const hook = useForm<Values>({ mode: "onBlur", resolver, errors: serverErrors, shouldFocusError: false });

	// The hook adopts server errors only after it has mounted; until then the page reads the action's answer itself.
	const errors: FieldErrors = alive ? asFieldErrors(hook.formState.errors) : (failure?.fieldErrors ?? {});

	useEffect(() => {
		if (failure) summaryRef.current?.focus();
	}, [failure]);

	function onSubmit(event: FormEvent<HTMLFormElement>) {
		const submitter = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
		const target = submitter ?? event.currentTarget;
		event.preventDefault();
		// A second press while the first is on its way is ignored.
		if (navigation.state !== "idle") return;
		if (submitter?.formNoValidate) {
			submit(target);
			return;
		}
		void hook.handleSubmit(
			() => submit(target),
			() => requestAnimationFrame(() => summaryRef.current?.focus()),
		)(event);
	}

	// Pressing a button would first leave the field; its message would then appear and push the button from under the
	// pointer before the press is over, and the press would be lost. So the field keeps the focus.
	function onMouseDown(event: MouseEvent<HTMLFormElement>) {
		if ((event.target as Element).closest("button")) event.preventDefault();
	}

	const pending = navigation.state !== "idle" && navigation.formMethod?.toLowerCase() === method;
	return {
		formProps: { ref: formRef, method, onSubmit, onMouseDown, noValidate: alive },
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
		field(name: string): FieldBinding {
			const value = given[name];
			return {
				id: fieldId(name),
				name,
				given: Array.isArray(value) ? (value[0] ?? "") : (value ?? ""),
				error: errors[name],
				events: hook.register(name),
			};
		},
	};
}

export type ActionForm = ReturnType<typeof useActionForm>;
