import type { Readable } from "node:stream";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
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
	/** 0 to 100, whole. */
	percent: number;
	level: number;
};

/** What a support item pays at most, by size where that is not known: "Siêu nhỏ", "20.000.000 đ". */
export type SupportAmount = { label: string; amount: string };

/** A weak pillar: what to do, and which support item helps by how much. */
export type NextStep = {
	pillar: string;
	percent: number;
	steps: readonly string[];
	support?: { item: string; source: string; amounts: readonly SupportAmount[] };
};

/** What lifts to the next level: its conditions, the fewest steps, the easiest questions with their answers. */
export type NextLevel = {
	title: string;
	conditions: readonly string[];
	way: readonly string[];
	easiest: { title: string; questions: readonly { question: string; from: string; to: string }[] };
};

export type AssessmentReportProps = {
	locale: Locale;
	/** Left out for a visitor without an account. */
	business?: string;
	/** "Bộ câu hỏi phiên bản 1", and where its questions come from. */
	framework: string;
	source: string;
	completedAt: Date;
	level: Level;
	/** Of 100: "50,8". */
	score: string;
	/** How far it is proven: "Tự khai, chưa có bằng chứng." */
	evidence: string;
	/** How many questions were left for later, and that they count 0. */
	skipped?: string;
	/** Left out at the highest level. */
	nextLevel?: NextLevel;
	pillars: readonly PillarScore[];
	/** The three weakest. */
	nextSteps: readonly NextStep[];
	/** The day whose programme the amounts are of; left out where none is open. */
	amountsOn?: PlainDate;
};

/** An assessment's result: level, what lifts to the next, points by pillar as table and radar, next steps and amounts. */
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
	if (props.nextLevel) nextLevel(sheet, props.nextLevel);
	pillars(sheet, props);
	nextSteps(sheet, props);
	closing(sheet, props);
	return closeSheet(sheet);
}

const TILE = 58;

function headline(sheet: Sheet, props: AssessmentReportProps): void {
	const { pdf } = sheet;
	const { locale, business, framework, score, evidence, skipped } = props;
	const area = column(sheet);
	const top = pdf.y;
	levelTile(sheet, props.level.level, { x: area.x, y: top, size: TILE });
	const beside = { x: area.x + TILE + 18, width: area.width - TILE - 18, lineGap: 1.5 };
	const of = business ? m.templates_report_of({ business }, { locale }) : m.templates_report_of_nobody({}, { locale });
	write(sheet, of, { ...beside, size: 11, colour: colour.ink2, y: top - 2 });
	write(sheet, m.templates_report_title(props.level, { locale }), { ...beside, size: 24, weight: "bold" }, "H1");
	const date = formatDate(props.completedAt, locale);
	write(sheet, m.templates_report_facts({ framework, date, score }, { locale }), { ...beside, size: 10.5 });
	write(sheet, { text: evidence, weight: "bold" }, { ...beside, size: 10.5 });
	if (skipped) write(sheet, skipped, { ...beside, size: 10.5 });
	pdf.y = Math.max(pdf.y, top + TILE) + 6;
}

function nextLevel(sheet: Sheet, { title, conditions, way, easiest }: NextLevel): void {
	section(sheet, title);
	list(sheet, conditions);
	for (const line of way) write(sheet, line, { size: 10.5, lineGap: 2, after: 2 });
	if (easiest.questions.length === 0) return;
	keepTogether(sheet, 70);
	sheet.pdf.y += 5;
	write(sheet, easiest.title, { size: 12, weight: "bold", after: 3 }, "H3");
	for (const { question, from, to } of easiest.questions) {
		keepTogether(sheet, 60);
		write(sheet, { text: question, weight: "medium" }, { size: 10.5, lineGap: 2 });
		write(sheet, from, { size: 10.5, lineGap: 2, colour: colour.ink2 });
		write(sheet, to, { size: 10.5, lineGap: 2, after: 5 });
	}
}

function section(sheet: Sheet, title: string): void {
	const { pdf } = sheet;
	pdf.y += 14;
	const area = column(sheet);
	rule(sheet, { x: area.x, y: pdf.y, width: area.width, weight: 1.5 });
	pdf.y += 8;
	write(sheet, title, { size: 14, weight: "bold", after: 4 }, "H2");
}

/** Beside the rest of the first page. */
const RADIUS = 62;

function pillars(sheet: Sheet, props: AssessmentReportProps): void {
	const { pdf } = sheet;
	const { locale } = props;
	section(sheet, m.templates_report_pillars({}, { locale }));
	table(sheet, {
		look: "ledger",
		size: 10.5,
		columns: [
			{ head: m.templates_report_pillar({}, { locale }), share: 0.64 },
			{ head: m.templates_report_points({}, { locale }), share: 0.2, align: "right" },
			{ head: m.templates_report_pillar_level({}, { locale }), share: 0.16, align: "right" },
		],
		rows: props.pillars.map(({ name, percent, level }) => [name, String(percent), String(level)]),
	});
	keepTogether(sheet, 2 * RADIUS + 72);
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
	nextSteps.forEach(({ pillar, percent, steps, support }, index) => {
		keepTogether(sheet, 90);
		const head = m.templates_report_weak_pillar({ number: index + 1, pillar, percent }, { locale });
		write(sheet, head, { size: 12, weight: "bold", after: 3 }, "H3");
		list(sheet, steps);
		if (support) {
			const green = { size: 10.5, colour: colour.green, lineGap: 1.5 };
			write(sheet, m.templates_report_support(support, { locale }), green);
			for (const { label, amount } of support.amounts)
				write(sheet, `${label}: ${amount}`, { ...green, weight: "bold" });
		}
		sheet.pdf.y += 9;
	});
}

/** What the amounts are of, that nobody has checked the answers, and where the questions come from. */
function closing(sheet: Sheet, { locale, amountsOn, framework, source }: AssessmentReportProps): void {
	keepTogether(sheet, 60);
	sheet.pdf.y += 5;
	const small = { size: 9.5, colour: colour.ink2, lineGap: 2 };
	if (amountsOn) {
		write(sheet, m.templates_report_amounts_on({ date: formatDate(amountsOn, locale) }, { locale }), small);
	}
	write(sheet, m.templates_report_self_declared({}, { locale }), small);
	write(sheet, `${framework}. ${source}`, small);
}

/** Each line with a hanging dash. */
function list(sheet: Sheet, lines: readonly string[]): void {
	const { pdf } = sheet;
	const tree = open(sheet, "L");
	for (const text of lines) {
		keepTogether(sheet, 30);
		const area = column(sheet);
		const item = open(sheet, "LI", tree);
		const top = pdf.y;
		write(sheet, "–", { size: 10.5, width: 12, y: top }, "Lbl", item);
		write(sheet, text, { size: 10.5, x: area.x + 14, y: top, lineGap: 2, after: 2 }, "LBody", item);
		item.end();
	}
	tree.end();
}
