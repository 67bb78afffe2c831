import { Form, useLocation, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { Notice } from "#app/ui/parts/notice.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { ErrorSummary } from "./error-summary.tsx";
import type { FieldErrors } from "./read-form.ts";
import { type ActionForm, useKept } from "./use-action-form.ts";

type Props = {
	form: ActionForm;
	/** Where to post; without it the page's own address. */
	action?: string;
	/** Heading of the error summary, such as "Chưa nộp được: còn 2 chỗ cần sửa". */
	summaryTitle?: (count: number) => string;
	/** What stands in the way above the form's fields, before anything is sent: in the summary with what the fields say. */
	faults?: FieldErrors;
	/** For a form that sends a file where no script does. */
	encType?: "multipart/form-data";
	className?: string;
	children: ReactNode;
};

/**
 * The form element with its error summary. The summary stands above the form in the reading order; a page that has its
 * title inside the children gets the summary before the title, as it should.
 */
export function ActionFormShell({
	form,
	action,
	summaryTitle,
	faults = {},
	encType,
	className = "form",
	children,
}: Props) {
	const root = useRouteLoaderData<{ keptForm?: unknown; person?: unknown }>("root");
	const errors = { ...faults, ...(form.refused ? form.errors : {}) };
	const count = Object.keys(errors).length;
	const showKept = useKept(form.formKey) !== null && !form.refused;
	return (
		<>
			{form.refused || count > 0 ? (
				<ErrorSummary
					ref={form.summaryRef}
					errors={errors}
					formError={form.refused ? form.formError : null}
					isKept={form.isKept}
					idOf={form.idOf}
					title={summaryTitle && count > 0 ? summaryTitle(count) : undefined}
				/>
			) : null}
			{showKept ? <Notice tone="yellow">{m.house_kept_back()}</Notice> : null}
			<Form
				{...form.formProps}
				action={action}
				encType={encType}
				className={className}
				data-typed={form.refused || showKept ? "unsaved" : ""}
			>
				{form.formKey ? <input type="hidden" name="form" value={form.formKey} /> : null}
				{children}
				{root?.person && form.formProps.method === "post" ? <OtherLanguage /> : null}
			</Form>
		</>
	);
}

/** Where no script carries over what is typed, the server keeps it: last in the form, so that "enter" never means it. */
function OtherLanguage() {
	const { pathname, search } = useLocation();
	const other = getLocale() === "vi" ? "en" : "vi";
	return (
		<noscript>
			<p className="keep-language">
				<button
					type="submit"
					formAction={`/language/${other}?to=${encodeURIComponent(pathname + search)}`}
					formNoValidate
					className="link-button"
				>
					{m.house_language_keep({ language: m.ui_language_name({}, { locale: other }) })}
				</button>
			</p>
		</noscript>
	);
}
