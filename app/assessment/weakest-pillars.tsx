import { Wrench } from "lucide-react";
import { formatDong } from "#app/kernel/dong.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { LegalSource } from "#app/ui/legal-source.tsx";
import { Section } from "#app/ui/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { nextStepsFor, supportWords } from "./next-steps.ts";
import type { PillarResult } from "./result-page.server.ts";

/** The highest yearly ceiling by support item; empty while no programme is open. */
type Ceilings = Record<string, bigint>;

/** From gap to measure to support item to amount, in one line a pillar. */
export function WeakestPillars({ pillars, ceilings }: { pillars: PillarResult[]; ceilings: Ceilings }) {
	const locale = getLocale();
	const columns: Column<PillarResult>[] = [
		{
			key: "pillar",
			head: m.assessment_column_pillar(),
			rowHead: true,
			cell: (pillar) => (
				<>
					<strong>{pillar.short[locale]}</strong>
					<span className="cell-sub num">{pillar.scorePercent}/100</span>
				</>
			),
		},
		{ key: "steps", head: m.assessment_column_steps(), cell: (pillar) => <Steps pillar={pillar} /> },
		{ key: "support", head: m.assessment_column_support(), cell: (pillar) => <Support pillar={pillar} /> },
		{
			key: "city",
			head: m.assessment_column_city(),
			number: true,
			cell: (pillar) => <CityPays pillar={pillar} ceilings={ceilings} />,
		},
	];
	return (
		<Section title={m.assessment_weakest_title()} sub={m.assessment_weakest_sub()} rule={false}>
			<DataTable
				caption={m.assessment_weakest_title()}
				captionHidden
				columns={columns}
				rows={pillars}
				rowKey={(pillar) => pillar.id}
				roomy
			/>
		</Section>
	);
}

function Steps({ pillar }: { pillar: PillarResult }) {
	return (
		<ul>
			{nextStepsFor(pillar.id, pillar.level)?.steps.map((step) => (
				<li key={step()} className="flex items-start gap-2 py-0.5">
					<Icon of={Wrench} className="mt-[0.2em] shrink-0 text-green" />
					{step()}
				</li>
			))}
		</ul>
	);
}

function Support({ pillar }: { pillar: PillarResult }) {
	const support = nextStepsFor(pillar.id, pillar.level)?.support;
	if (!support) return null;
	const { name, source } = supportWords(support);
	return (
		<>
			<span className="block">{name()}</span>
			<LegalSource>{source()}</LegalSource>
		</>
	);
}

function CityPays({ pillar, ceilings }: { pillar: PillarResult; ceilings: Ceilings }) {
	const support = nextStepsFor(pillar.id, pillar.level)?.support;
	if (support === "MGMT-COURSE") {
		return (
			<>
				<strong className="type-amount">{m.assessment_support_course_amount()}</strong>
				<span className="cell-sub">{m.assessment_support_course_who()}</span>
			</>
		);
	}
	const ceiling = support ? ceilings[support] : undefined;
	if (ceiling === undefined) return null;
	return (
		<>
			<strong className="type-amount">
				{m.assessment_support_up_to({ amount: formatDong(ceiling, getLocale()) })}
			</strong>
			<span className="cell-sub">{m.assessment_support_by_size()}</span>
		</>
	);
}
