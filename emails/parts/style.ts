/** The light colours of the pages' tokens. Mail programs know no custom properties, and mails are light only. */
export const colour = {
	paper: "#FFFFFF",
	ground: "#E8EEEA",
	foot: "#F3F6F4",
	line: "#CCD5D0",
	ink: "#13211B",
	ink2: "#465650",
	green: "#0A5A45",
	yellow: "#F5BD2B",
} as const;

/** Arial is on every machine and has every Vietnamese letter. */
export const font = "Arial, Helvetica, sans-serif";
