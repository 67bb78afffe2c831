/** The two languages of every page, mail and document. Vietnamese comes first. */
export type Locale = "vi" | "en";
