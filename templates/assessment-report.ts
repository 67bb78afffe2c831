import type { Readable } from "node:stream";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import type { Level } from "./parts/levels.ts";
import { colour } from "./parts/measure.ts";
import { radar } from "./parts/radar.ts";
import { closeSheet, column, keepTogether, open, openSheet, rule, type Sheet, write } from "./parts/sheet.ts";
import { table } from "./parts/table.ts";
import { levelTile } from "./parts/tile.ts";

export type PillarScore = {
	name: string;
	/** For the radar. */
	shortName: string;
	points: number;
	mostPoints: number;
	/** 0 to 100, whole. */
	percent: number;
	level: number;
};

/** A weak pillar: what to do, and which support items help. */
export type NextStep = { pillar: string; percent: number; steps: readonly string[]; supportItems: readonly string[] };

export type AssessmentReportProps = {
	locale: Locale;
	/** Left out for a visitor without an account. */
	business?: string;
	/** "Bộ chỉ số … phiên bản 1". */
	framework: string;
	completedAt: Date;
	level: Level;
	points: number;
	mostPoints: number;
	/** What lifts to the next level, in a sentence; left out at the highest. */
	toNextLevel?: string;
	pillars: readonly PillarScore[];
	/** The three weakest. */
	nextSteps: readonly NextStep[];
};

/** An assessment's result: level, points by pillar as table and radar, the three weakest pillars with next steps. */
export function assessmentReport(props: AssessmentReportProps): Readable {
	const { locale, completedAt } = props;
	const sheet = openSheet({
		title: m.templates_report_document({}, { locale }),
		locale,
		madeAt: completedAt,
		face: "house",
		margins: { top: 20, bottom: 20, left: 20, right: 20 },
	});
	headline(sheet, props);
	pillars(sheet, props);
	nextSteps(sheet, props);
	keepTogether(sheet, 40);
	sheet.pdf.y += 14;
	const note = m.templates_report_self_declared({}, { locale });
	write(sheet, note, { size: 9.5, colour: colour.ink2, lineGap: 2 });
	return closeSheet(sheet);
}

const TILE = 58;

function headline(sheet: Sheet, props: AssessmentReportProps): void {
	const { pdf } = sheet;
	const { locale, business, framework, points, mostPoints: most, toNextLevel } = props;
	const area = column(sheet);
	const top = pdf.y;
	levelTile(sheet, props.level.level, { x: area.x, y: top, size: TILE });
	const beside = { x: area.x + TILE + 18, lineGap: 1.5 };
	const of = business ? m.templates_report_of({ business }, { locale }) : m.templates_report_of_nobody({}, { locale });
	write(sheet, of, { ...beside, size: 11, colour: colour.ink2, y: top - 2 });
	write(sheet, m.templates_report_title(props.level, { locale }), { ...beside, size: 24, weight: "bold" }, "H1");
	const date = formatDate(props.completedAt, locale);
	write(sheet, m.templates_report_facts({ framework, date, points, most }, { locale }), { ...beside, size: 10.5 });
	pdf.y = Math.max(pdf.y, top + TILE) + 12;
	if (toNextLevel) write(sheet, toNextLevel, { size: 11.5, lineGap: 2.5, after: 4 });
}

function section(sheet: Sheet, title: string): void {
	const { pdf } = sheet;
	pdf.y += 14;
	const area = column(sheet);
	rule(sheet, { x: area.x, y: pdf.y, width: area.width, weight: 1.5 });
	pdf.y += 8;
	write(sheet, title, { size: 14, weight: "bold", after: 4 }, "H2");
}

const RADIUS = 96;

function pillars(sheet: Sheet, props: AssessmentReportProps): void {
	const { pdf } = sheet;
	const { locale } = props;
	section(sheet, m.templates_report_pillars({}, { locale }));
	table(sheet, {
		look: "ledger",
		size: 10.5,
		columns: [
			{ head: m.templates_report_pillar({}, { locale }), share: 0.48 },
			{ head: m.templates_report_points({}, { locale }), share: 0.13, align: "right" },
			{ head: m.templates_report_most({}, { locale }), share: 0.13, align: "right" },
			{ head: m.templates_report_percent({}, { locale }), share: 0.13, align: "right" },
			{ head: m.templates_report_pillar_level({}, { locale }), share: 0.13, align: "right" },
		],
		rows: props.pillars.map((pillar) => [
			pillar.name,
			String(pillar.points),
			String(pillar.mostPoints),
			`${pillar.percent}%`,
			String(pillar.level),
		]),
	});
	keepTogether(sheet, 2 * RADIUS + 80);
	pdf.y += 10;
	const scores = props.pillars
		.map(({ name: pillar, percent }) => m.templates_report_radar_score({ pillar, percent }, { locale }))
		.join(", ");
	const axes = props.pillars.map(({ shortName, percent }) => ({ name: shortName, percent }));
	radar(sheet, axes, { radius: RADIUS, alt: m.templates_report_radar_alt({ scores }, { locale }) });
	const legend = m.templates_report_radar_legend({}, { locale });
	write(sheet, legend, { size: 9, align: "center", colour: colour.ink2, after: 6 });
}

function nextSteps(sheet: Sheet, { locale, nextSteps }: AssessmentReportProps): void {
	keepTogether(sheet, 130);
	section(sheet, m.templates_report_next({}, { locale }));
	nextSteps.forEach(({ pillar, percent, steps, supportItems }, index) => {
		keepTogether(sheet, 70);
		const head = m.templates_report_weak_pillar({ number: index + 1, pillar, percent }, { locale });
		write(sheet, head, { size: 12, weight: "bold", after: 3 }, "H3");
		const list = open(sheet, "L");
		for (const step of steps) listItem(sheet, list, step);
		list.end();
		if (supportItems.length > 0) {
			const items = supportItems.join(", ");
			write(sheet, m.templates_report_support({ items }, { locale }), {
				size: 10.5,
				colour: colour.green,
				lineGap: 1.5,
			});
		}
		sheet.pdf.y += 9;
	});
}

/** A step with a hanging dash. */
function listItem(sheet: Sheet, list: ReturnType<typeof open>, text: string): void {
	const { pdf } = sheet;
	keepTogether(sheet, 30);
	const area = column(sheet);
	const item = open(sheet, "LI", list);
	const top = pdf.y;
	write(sheet, "–", { size: 10.5, width: 12, y: top }, "Lbl", item);
	write(sheet, text, { size: 10.5, x: area.x + 14, y: top, lineGap: 2, after: 2 }, "LBody", item);
	item.end();
}
