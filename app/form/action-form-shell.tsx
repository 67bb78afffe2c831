import { Form, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { Notice } from "#app/ui/notice.tsx";
import { m } from "#messages/messages.js";
import { ErrorSummary } from "./error-summary.tsx";
import type { ActionForm } from "./use-action-form.ts";

type Props = {
	form: ActionForm;
	/** Where to post; without it the page's own address. */
	action?: string;
	/** Heading of the error summary, such as "Chưa nộp được: còn 2 chỗ cần sửa". */
	summaryTitle?: (count: number) => string;
	className?: string;
	children: ReactNode;
};

/**
 * The form element with its error summary. The summary stands above the form in the reading order; a page that has its
 * title inside the children gets the summary before the title, as it should.
 */
export function ActionFormShell({ form, action, summaryTitle, className = "form", children }: Props) {
	const root = useRouteLoaderData<{ keptForm?: unknown }>("root");
	const count = Object.keys(form.errors).length;
	const showKept = Boolean(root?.keptForm) && !form.refused;
	return (
		<>
			{form.refused ? (
				<ErrorSummary
					ref={form.summaryRef}
					errors={form.errors}
					formError={form.formError}
					isKept={form.isKept}
					title={summaryTitle && count > 0 ? summaryTitle(count) : undefined}
				/>
			) : null}
			{showKept ? <Notice tone="yellow">{m.house_kept_back()}</Notice> : null}
			<Form {...form.formProps} action={action} className={className}>
				{form.formKey ? <input type="hidden" name="form" value={form.formKey} /> : null}
				{children}
			</Form>
		</>
	);
}
