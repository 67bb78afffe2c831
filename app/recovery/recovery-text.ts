/** Recoveries in words. */

import type { Given } from "#app/form/read-form.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";

/** A day as the three boxes of a form show it. */
export function dayBoxes(name: string, date: PlainDate): Given {
	const [year = "", month = "", day = ""] = date.split("-");
	return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
}
