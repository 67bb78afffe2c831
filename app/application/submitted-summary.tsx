import { formatDong } from "#app/kernel/dong.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Sum, type SumRow } from "#app/ui/parts/sum.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { DocumentsList } from "./draft/documents-list.tsx";
import type { StatusPage } from "./status-page.server.ts";

type Props = {
	page: Pick<StatusPage, "supportItems" | "approvedDong"> & { submitted: NonNullable<StatusPage["submitted"]> };
};

/** What was submitted: the lines with their providers, the sum, the documents. */
export function SubmittedSummary({ page: { submitted, supportItems, approvedDong } }: Props) {
	const locale = getLocale();
	const money = (amountDong: bigint) => formatDong(amountDong, locale);
	const itemName = (code: string) => supportItems.find((item) => item.code === code)?.[locale] ?? code;
	const cityDong = approvedDong ?? submitted.allowedDong;
	const amounts: SumRow[] = [
		...submitted.lines.map((line) => ({
			label: `${itemName(line.supportItemCode)} (${money(line.priceDong)})`,
			amount: money(line.allowedDong),
		})),
		...(cityDong < submitted.allowedDong
			? [{ label: m.application_amounts_not_approved(), amount: money(cityDong - submitted.allowedDong) }]
			: []),
		{ label: m.application_amounts_city(), amount: money(cityDong), kind: "total" },
		{ label: m.application_amounts_you(), amount: money(submitted.totalDong - cityDong) },
		{ label: m.application_amounts_total(), amount: money(submitted.totalDong) },
	];
	return (
		<Section title={m.application_status_request()}>
			<div className="md:grid md:grid-cols-[1fr_22rem] md:items-start md:gap-12">
				<div>
					<SummaryList
						rows={submitted.lines.map((line) => ({
							term: m.application_lines_line({ number: line.position }),
							value: <Typed text={line.description} />,
							note: (
								<>
									{line.providerName}, <span className="num">{line.providerTaxCode}</span>
								</>
							),
						}))}
					/>
					<h3 className="mt-5 font-semibold">{m.application_documents_title()}</h3>
					<DocumentsList documents={submitted.documents} />
				</div>
				<div className="mt-5">
					<Panel tone="ground" rule="green" title={m.application_amounts_title()}>
						<Sum size="small" rows={amounts} />
					</Panel>
				</div>
			</div>
		</Section>
	);
}
