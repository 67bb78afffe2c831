import { colour } from "./measure.ts";
import { column, decorate, type Sheet } from "./sheet.ts";

type Axis = { name: string /** 0 to 100. */; percent: number };

const RINGS = [20, 40, 60, 80, 100];

/** Scores as a radar, `radius` points large, centred on the page. A picture with `alt`; the figures belong in a table. */
export function radar(sheet: Sheet, axes: readonly Axis[], { radius, alt }: { radius: number; alt: string }): void {
	const { pdf } = sheet;
	const area = column(sheet);
	const top = pdf.y;
	const centre = { x: area.x + area.width / 2, y: top + radius + 26 };
	const corners = (percents: readonly number[]) =>
		percents.map((percent, index) => {
			const angle = (2 * Math.PI * index) / axes.length - Math.PI / 2;
			const reach = (radius * percent) / 100;
			return [centre.x + reach * Math.cos(angle), centre.y + reach * Math.sin(angle)];
		});
	const bottom = centre.y + radius + 26;
	const draw = () => {
		for (const ring of RINGS) {
			pdf.lineWidth(0.6).polygon(...corners(axes.map(() => ring)));
			pdf.stroke(colour.line);
		}
		for (const [x = 0, y = 0] of corners(axes.map(() => 100))) {
			pdf.moveTo(centre.x, centre.y).lineTo(x, y).stroke(colour.line);
		}
		const scores = corners(axes.map((axis) => axis.percent));
		pdf
			.save()
			.fillOpacity(0.1)
			.polygon(...scores);
		pdf.fill(colour.green).restore();
		pdf.lineWidth(2).polygon(...scores);
		pdf.stroke(colour.green);
		for (const [x = 0, y = 0] of scores) pdf.lineWidth(1.5).circle(x, y, 3).fillAndStroke(colour.paper, colour.green);
	};
	const figure = { alt, bbox: [area.x, top, area.x + area.width, bottom] };
	sheet.root.add(pdf.struct("Figure", figure, [draw]));
	axisNames(sheet, axes, corners(axes.map(() => 100)), centre.x);
	pdf.y = bottom;
}

const NAME_WIDTH = 120;

/** Names stand outside the corners; they repeat the table, so they are decoration to screen readers. */
function axisNames(sheet: Sheet, axes: readonly Axis[], corners: readonly number[][], middle: number): void {
	const { pdf } = sheet;
	decorate(sheet, () => {
		pdf.font("regular", 9).fillColor(colour.ink);
		axes.forEach(({ name, percent }, index) => {
			const [x = 0, y = 0] = corners[index] ?? [];
			const label = `${name} ${percent}`;
			const height = pdf.heightOfString(label, { width: NAME_WIDTH });
			if (Math.abs(x - middle) < 1) {
				const above = index === 0;
				const place = above ? y - height - 6 : y + 6;
				pdf.text(label, x - NAME_WIDTH / 2, place, { width: NAME_WIDTH, align: "center" });
			} else if (x < middle) {
				pdf.text(label, x - NAME_WIDTH - 8, y - height / 2, { width: NAME_WIDTH, align: "right" });
			} else {
				pdf.text(label, x + 8, y - height / 2, { width: NAME_WIDTH });
			}
		});
	});
}
