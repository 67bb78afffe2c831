import { colour, mm } from "./measure.ts";
import { decorate, type Sheet } from "./sheet.ts";

/** Four leaves from the centre of a 48-unit square, in the order in which the levels fill them. */
const LEAVES = [
	"M24 24Q24 5 3 3Q5 24 24 24Z",
	"M24 24Q24 5 45 3Q43 24 24 24Z",
	"M24 24Q24 43 45 45Q43 24 24 24Z",
	"M24 24Q24 43 3 45Q5 24 24 24Z",
] as const;

/** 28 tiles over the 210 mm of a page, so that the strip begins and ends with a whole tile. */
const STRIP_TILE = mm(7.5);

type Square = { x: number; y: number; size: number };

/** A level as a tile: so many leaves filled, the others dashed; level 5 has its own ground and a dot. Decoration only. */
export function levelTile(sheet: Sheet, level: number, square: Square): void {
	onSquare(sheet, square, () => {
		if (level >= 5) return fullTile(sheet);
		const { pdf } = sheet;
		pdf.lineWidth(1.4).rect(0.7, 0.7, 46.6, 46.6).stroke(colour.green);
		LEAVES.forEach((leaf, index) => {
			if (index < level) pdf.path(leaf).fill(colour.green);
			else pdf.lineWidth(1).dash(2.4, { space: 2 }).path(leaf).stroke(colour.edge).undash();
		});
	});
}

/** The strip of a certificate's head or foot: level-5 tiles and white tiles in turn, from edge to edge. */
export function tileStrip(sheet: Sheet, y: number): void {
	for (let x = 0, index = 0; x < sheet.pdf.page.width - 1; x += STRIP_TILE, index++) {
		onSquare(sheet, { x, y, size: STRIP_TILE }, () => {
			if (index % 2 === 0) fullTile(sheet);
			else for (const leaf of LEAVES) sheet.pdf.path(leaf).fill(colour.green);
		});
	}
}

export const stripHeight = STRIP_TILE;

function fullTile({ pdf }: Sheet): void {
	pdf.rect(0, 0, 48, 48).fill(colour.green);
	for (const leaf of LEAVES) pdf.path(leaf).fill(colour.yellow);
	pdf.circle(24, 24, 3.4).fill(colour.green);
}

function onSquare(sheet: Sheet, { x, y, size }: Square, draw: () => void): void {
	decorate(sheet, () => {
		sheet.pdf.translate(x, y).scale(size / 48);
		draw();
	});
}
