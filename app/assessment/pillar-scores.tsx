import { Radar } from "#app/ui/charts/radar.tsx";
import { Strip } from "#app/ui/charts/strip.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { NextLevelWords, PillarResult } from "./result-page.server.ts";

/** The pillars as a radar, and the same as a table. */
export function PillarScores({ pillars, next }: { pillars: PillarResult[]; next: NextLevelWords | null }) {
	const locale = getLocale();
	const list = pillars.map((pillar) => `${pillar.short[locale]} ${pillar.scorePercent}`).join(", ");
	return (
		<Section title={m.assessment_scores_title()} rule={false}>
			<div className="md:grid md:grid-cols-[30rem_1fr] md:items-center md:gap-12">
				<Radar
					label={m.assessment_scores_radar({ list })}
					axes={pillars.map((pillar) => ({ name: pillar.short[locale], you: pillar.scorePercent }))}
					threshold={next?.percentAbove}
					legend={{
						you: m.assessment_scores_you(),
						threshold: next ? m.assessment_scores_threshold({ level: next.level }) : undefined,
					}}
				/>
				<ScoreTable pillars={pillars} />
			</div>
		</Section>
	);
}

function ScoreTable({ pillars }: { pillars: PillarResult[] }) {
	const locale = getLocale();
	const columns: Column<PillarResult>[] = [
		{ key: "pillar", head: m.assessment_column_pillar(), rowHead: true, cell: (pillar) => pillar[locale] },
		{
			key: "points",
			head: m.assessment_column_points(),
			number: true,
			cell: (pillar) => (
				<span className="flex items-center justify-end gap-4">
					<span className="max-sm:hidden">
						<Strip label={m.assessment_place_label({ score: pillar.scorePercent })} you={pillar.scorePercent} />
					</span>
					<strong className="min-w-7">{pillar.scorePercent}</strong>
				</span>
			),
		},
		{ key: "level", head: m.assessment_column_level(), number: true, cell: (pillar) => pillar.level },
	];
	return (
		<DataTable
			caption={m.assessment_scores_title()}
			captionHidden
			columns={columns}
			rows={pillars}
			rowKey={(pillar) => pillar.id}
			narrow="table"
		/>
	);
}
