import { CircleAlert } from "lucide-react";
import { forwardRef } from "react";
import { Icon } from "#app/ui/icon.tsx";
import { m } from "#messages/messages.js";
import { type FieldErrors, fieldId } from "./read-form.ts";

type Props = {
	errors: FieldErrors;
	formError: string | null;
	title?: string;
	/** False where what was typed is only a step back in the browser. */
	isKept?: boolean;
};

/**
 * What keeps the form from being accepted, first thing in main: links in page order with the same words as beside the
 * fields, or the sentence of a refusal. Says that what was typed is kept.
 */
export const ErrorSummary = forwardRef<HTMLDivElement, Props>(function ErrorSummary(
	{ errors, formError, title, isKept = true },
	ref,
) {
	const entries = Object.entries(errors);
	if (entries.length === 0 && formError === null) return null;
	const heading =
		title ?? (entries.length > 0 ? m.house_summary_title({ count: entries.length }) : m.house_refused_title());
	return (
		<div ref={ref} className="error-summary" role="alert" tabIndex={-1} aria-labelledby="error-summary-title">
			<h2 id="error-summary-title" className="error-summary-title">
				<Icon of={CircleAlert} className="mr-1.5 inline" />
				{heading}
			</h2>
			{formError ? <p>{formError}</p> : null}
			<p>{isKept ? m.house_summary_kept() : m.house_body_back()}</p>
			{entries.length > 0 ? (
				<ul>
					{entries.map(([name, message]) => (
						<li key={name}>
							<a href={`#${fieldId(name)}`}>{message}</a>
						</li>
					))}
				</ul>
			) : null}
		</div>
	);
});
