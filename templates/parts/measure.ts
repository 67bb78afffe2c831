/** Points in so many millimetres: pdfkit counts in points of 1/72 inch. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** The light colours of the pages' tokens; PDFs are light only. Official documents use black alone. */
export const colour = {
	black: "#000000",
	paper: "#FFFFFF",
	ink: "#13211B",
	ink2: "#465650",
	edge: "#66766E",
	line: "#CCD5D0",
	grid: "#DDE4E0",
	green: "#0A5A45",
	greenWash: "#E2F1EA",
	yellow: "#F5BD2B",
	red: "#AE2119",
} as const;
