import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { colour } from "./measure.ts";
import { column, decorate, keepTogether, type Sheet, write } from "./sheet.ts";
import { levelTile } from "./tile.ts";

/** A level of a framework, 0 to 5, with its name in the reader's language. */
export type Level = { level: number; name: string };

const TILE = 44;
const WORDS = 112;
const ARROW = 40;

/** Levels as tiles with their names, centred, with an arrow from each to the next. */
export function levelsInARow(
	sheet: Sheet,
	locale: Locale,
	entries: readonly { caption: string; level: Level }[],
): void {
	keepTogether(sheet, TILE);
	const { pdf } = sheet;
	const area = column(sheet);
	const entryWidth = TILE + 10 + WORDS;
	const total = entries.length * entryWidth + (entries.length - 1) * ARROW;
	const top = pdf.y;
	entries.forEach(({ caption, level }, index) => {
		const x = area.x + (area.width - total) / 2 + index * (entryWidth + ARROW);
		if (index > 0) arrow(sheet, x - ARROW + 6, top + TILE / 2);
		levelTile(sheet, level.level, { x, y: top, size: TILE });
		const beside = { x: x + TILE + 10, width: WORDS, size: 10.5 };
		write(sheet, caption, { ...beside, y: top + 7 });
		const number = { text: m.templates_level({ level: level.level }, { locale }), weight: "bold" } as const;
		write(sheet, [number, m.templates_level_name({ name: level.name }, { locale })], beside);
	});
	pdf.y = top + TILE;
}

function arrow(sheet: Sheet, x: number, y: number): void {
	decorate(sheet, () => {
		sheet.pdf
			.lineWidth(1.2)
			.moveTo(x, y)
			.lineTo(x + 10, y)
			.moveTo(x + 6, y - 4)
			.lineTo(x + 10, y)
			.lineTo(x + 6, y + 4)
			.stroke(colour.ink);
	});
}
