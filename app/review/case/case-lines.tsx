import type { SubmittedLine } from "#app/application/submission.server.ts";
import { formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { filesText, priceText } from "../finding/finding-words.ts";
import type { OpenCase } from "./case-page.server.ts";

/** The name of a line's support item. */
export function itemName({ supportItems }: Pick<OpenCase, "supportItems">, code: string): string {
	return supportItems.find((item) => item.code === code)?.[getLocale()] ?? code;
}

/** How often the provider stands in the association's files, and whether there is nothing to compare its price with. */
function comparison({ prices, providerFiles }: OpenCase, { id }: SubmittedLine): string {
	const [price, files] = [ownValue(prices, id), ownValue(providerFiles, id)];
	const locale = getLocale();
	// What there is to compare with is drawn (CasePrices).
	return [files && filesText(files, locale), price && !price.like && priceText(price, locale)]
		.filter(Boolean)
		.join(". ");
}

/** "TVV-9904563": the word that a line would break at its hyphens. */
function codeIn(name: string): string {
	return name.split(" ").find((word) => /\d/.test(word) && word.includes("-") && word.length <= 20) ?? "";
}

/** What is bought from whom, at which price, what the rules allow, and what was granted if it was. */
export function CaseLines({ page }: { page: OpenCase }) {
	const { lines } = page.submitted;
	const granted = page.decisions.find(({ kind }) => kind === "approve" || kind === "approve_in_part")?.lines;
	const amount = (amountDong: bigint) => formatDongPlain(amountDong, getLocale());
	const grantOf = ({ id }: SubmittedLine) => granted?.find(({ costLineId }) => costLineId === id)?.approvedDong ?? 0n;
	const money = (key: string, head: string, of: (line: SubmittedLine) => bigint): Column<SubmittedLine> => ({
		key,
		head,
		number: true,
		cell: (line) => amount(of(line)),
		total: amount(sumDong(lines.map(of))),
	});
	const columns: Column<SubmittedLine>[] = [
		{
			key: "line",
			head: m.review_column_line(),
			rowHead: true,
			above: true,
			total: m.review_lines_total(),
			cell: (line) => (
				<>
					{itemName(page, line.supportItemCode)}
					<span className="block font-normal text-ink2 text-caption">
						<Typed text={line.description} />
					</span>
					{line.listingName ? (
						<span className="block font-normal text-ink2 text-caption">
							<Unbroken text={line.listingName} part={codeIn(line.listingName)} />
						</span>
					) : null}
					<span className="block font-normal text-ink2 text-caption">
						{line.providerName}, <span className="num">{line.providerTaxCode}</span>
					</span>
					<span className="num block font-normal text-ink2 text-caption">{comparison(page, line)}</span>
				</>
			),
		},
		money("price", m.review_column_price(), ({ priceDong }) => priceDong),
		money("allowed", m.review_column_allowed_by_rules(), ({ allowedDong }) => allowedDong),
		...(granted ? [money("granted", m.review_column_approved(), grantOf)] : []),
	];
	return (
		<Panel title={m.review_lines_title()}>
			<DataTable
				caption={m.review_lines_title()}
				captionHidden
				columns={columns}
				rows={lines}
				rowKey={({ id }) => id}
				narrow="list"
			/>
		</Panel>
	);
}
