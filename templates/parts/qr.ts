import QRCode from "qrcode";
import { colour } from "./measure.ts";
import type { Node, Sheet } from "./sheet.ts";

/**
 * A QR code drawn as vectors, `size` points wide, with a text for those who cannot see it. Leave four of its modules
 * of white around it (ISO/IEC 18004). Always dark on white.
 */
export function drawQr(
	sheet: Sheet,
	link: string,
	place: { x: number; y: number; size: number; alt: string },
	parent: Node = sheet.root,
): void {
	const { pdf } = sheet;
	const { modules } = QRCode.create(link, { errorCorrectionLevel: "M" });
	const unit = place.size / modules.size;
	const draw = () => {
		for (let row = 0; row < modules.size; row++) {
			for (const { from, to } of darkRuns(modules, row)) {
				pdf.rect(place.x + from * unit, place.y + row * unit, (to - from) * unit, unit);
			}
		}
		pdf.fill(colour.black);
	};
	const bounds = [place.x, place.y, place.x + place.size, place.y + place.size];
	const figure = { alt: place.alt, bbox: bounds };
	parent.add(pdf.struct("Figure", figure, [draw]));
}

/** Neighbouring dark modules become one rectangle: smaller files, and no hairlines between modules on screen. */
function darkRuns(modules: { size: number; get(row: number, column: number): number }, row: number) {
	const runs: { from: number; to: number }[] = [];
	for (let column = 0; column < modules.size; column++) {
		if (!modules.get(row, column)) continue;
		const last = runs.at(-1);
		if (last?.to === column) last.to = column + 1;
		else runs.push({ from: column, to: column + 1 });
	}
	return runs;
}
