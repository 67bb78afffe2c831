import { CircleAlert } from "lucide-react";
import { forwardRef, type MouseEvent } from "react";
import { Icon } from "#app/ui/parts/icon.tsx";
import { m } from "#messages/messages.js";
import { type FieldErrors, fieldId } from "./read-form.ts";
import { useRefusalMark } from "./refusal-mark.tsx";

type Props = {
	errors: FieldErrors;
	formError: string | null;
	title?: string;
	/** False where what was typed is only a step back in the browser. */
	isKept?: boolean;
	/** The id of a field's element. */
	idOf?: (name: string) => string;
};

/**
 * Leads to a field with its label and message in view, and writing can go on there. Without scripts the margin that
 * styles/fields.css keeps above a field does the same. The address stays: to the router a fragment is another page, on
 * which nothing was refused.
 */
function leadTo(event: MouseEvent<HTMLAnchorElement>) {
	const field = document.getElementById(event.currentTarget.hash.slice(1));
	if (!field) return;
	event.preventDefault();
	(field.closest(".field") ?? field).scrollIntoView({ block: "start" });
	const control = field.matches("input, select, textarea, button, [tabindex]")
		? field
		: field.querySelector("a, button");
	if (control instanceof HTMLElement) control.focus({ preventScroll: true });
}

/**
 * What keeps the form from being accepted, first thing in main: links in page order with the same words as beside the
 * fields, or the sentence of a refusal. Says that what was typed is kept. The same words lead to one place only: what
 * several hidden values of a changed page say is said once.
 */
export const ErrorSummary = forwardRef<HTMLDivElement, Props>(function ErrorSummary(
	{ errors, formError, title, isKept = true, idOf = fieldId },
	ref,
) {
	const said = new Set<string>();
	const entries = Object.entries(errors).filter(([, message]) => !said.has(message) && said.add(message));
	const refuses = entries.length > 0 || formError !== null;
	useRefusalMark(refuses);
	if (!refuses) return null;
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
							<a href={`#${idOf(name)}`} onClick={leadTo}>
								{message}
							</a>
						</li>
					))}
				</ul>
			) : null}
		</div>
	);
});
