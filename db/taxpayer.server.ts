import { type RawBuilder, sql } from "kysely";

/**
 * The taxpayer whose tax code stands in a column, as `taxpayerOf` of the kernel says it of a text: a branch, written
 * `0312687878-001`, is of the business that it belongs to.
 *
 * @param column as SQL names it, `cost_line.provider_tax_code`.
 */
export function taxpayerIn(column: `${string}.${string}tax_code`): RawBuilder<string> {
	return sql<string>`split_part(${sql.ref(column)}, '-', 1)`;
}
