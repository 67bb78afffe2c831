import type { ReactElement } from "react";
import type { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";

/** What a file of a mail exports. */
export type MailTemplate<Schema extends z.ZodType> = {
	/** Checks what a job hands over, before anything is written. */
	schema: Schema;
	/** Reference, what happened, what to do by when. */
	subject: (props: z.output<Schema>, locale: Locale) => string;
	Mail: (props: InLocale<Schema>) => ReactElement;
};

/** The facts of a mail, and the language of its reader. */
export type InLocale<Schema extends z.ZodType> = z.output<Schema> & { locale: Locale };
