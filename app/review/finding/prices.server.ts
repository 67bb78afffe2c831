import { type Kysely, sql } from "kysely";
import { everApproved } from "#app/application/application.states.ts";
import type { SubmittedCase } from "#app/application/submission.server.ts";
import { addMonths, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { FILES_TO_COMPARE, type LinePrice } from "./price.rules.ts";

/** Costs of the last 12 months count (Circular 52/2023/TT-BTC, Article 4(3)(b)). */
const MONTHS = 12;

/**
 * The price of each cost line, by its id, and those of like files: of the same support item and size class, submitted by
 * other businesses in the last 12 months, over all associations. Only those that a person has approved count, each with one
 * price, so that nobody moves the comparison by what they merely submit.
 */
export async function pricesOf(
	db: Kysely<Tables>,
	{ submitted, businessId, now }: { submitted: SubmittedCase; businessId: string; now: Date },
): Promise<Map<string, LinePrice>> {
	const codes = [...new Set(submitted.lines.map(({ supportItemCode }) => supportItemCode))];
	const since = startOfDay(addMonths(plainDateAt(now), -MONTHS));
	const quartile = (share: number) =>
		sql<bigint>`percentile_disc(${sql.lit(share)}) within group (order by file.price_dong)`;
	const files = db
		.selectFrom("application")
		.innerJoin("costLine", "costLine.submissionId", "application.submissionId")
		.select(["application.id", "supportItemCode"])
		.select(sql<bigint>`percentile_disc(0.5) within group (order by cost_line.price_dong)`.as("priceDong"))
		.where("supportItemCode", "in", codes)
		.where("application.sizeClass", "=", submitted.sizeClass)
		.where("application.businessId", "<>", businessId)
		.where("application.submittedAt", ">=", since)
		.where("application.state", "in", everApproved)
		.groupBy(["application.id", "supportItemCode"]);
	const rows = await db
		.selectFrom(files.as("file"))
		.select("supportItemCode")
		.select((eb) => eb.fn.countAll<bigint>().as("files"))
		.select([quartile(0.25).as("lowDong"), quartile(0.5).as("medianDong"), quartile(0.75).as("highDong")])
		.groupBy("supportItemCode")
		.execute();
	return new Map(
		submitted.lines.map(({ id, supportItemCode, priceDong }) => {
			const row = rows.find((each) => each.supportItemCode === supportItemCode);
			const files = Number(row?.files ?? 0n);
			const { lowDong, medianDong, highDong } = row ?? { lowDong: 0n, medianDong: 0n, highDong: 0n };
			return [id, { priceDong, like: files < FILES_TO_COMPARE ? null : { files, lowDong, medianDong, highDong } }];
		}),
	);
}
