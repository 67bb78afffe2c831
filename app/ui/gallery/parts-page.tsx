import { ChartParts } from "./parts-page-charts.tsx";
import { FieldParts } from "./parts-page-fields.tsx";
import { ListParts } from "./parts-page-lists.tsx";
import { StateParts } from "./parts-page-states.tsx";

/**
 * Every part in every state on one page, to look at while changing the design language. Shown in the demo only; its
 * words are samples, so they stay here and not among the messages.
 */
export function PartsPage() {
	return (
		<main id="main" className="column py-8">
			<h1 className="type-h1">Bộ phần giao diện</h1>
			<div className="mt-6 grid gap-x-12 gap-y-10 md:grid-cols-2 lg:grid-cols-3">
				<StateParts />
				<FieldParts />
				<ListParts />
			</div>
			<ChartParts />
		</main>
	);
}
