import { type Kysely, sql, type Transaction } from "kysely";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { config } from "../config.server.ts";
import { Refusal } from "../refusal.ts";
import { networkOfVisitor } from "./network.server.ts";

/*
 * How much may be stored (decision 051). Anybody gets an account for a mailbox, so what accounts may send together is
 * bounded as long as no person has taken up what they sent.
 */

/**
 * How somebody stands who sends a file: a newcomer is known to nobody, as no person of an association has an application of
 * theirs in hand; the city's own people, and those to whom money was granted, are entitled to be read.
 */
export type Standing = "newcomer" | "known" | "entitled";

export type Sender = { personId: string; standing: Standing };

type Sent = { sender: Sender; byteSize: number; now: Date };

const MEGABYTE = 1024 * 1024;
const GIGABYTE = 1024 * MEGABYTE;
const DAY_MILLISECONDS = 86_400_000;

/** Of the room for all files, what all others may fill: the rest is for those whose money depends on a file. */
const SHARE = { newcomer: 0.9, known: 0.95, entitled: 1 } satisfies Record<Standing, number>;

/** Up to this the first file of an account is never refused for what its carrier's other customers have sent. */
const FIRST_BYTES = 2 * MEGABYTE;

/** In the place of a site: what all newcomers have sent. */
const EVERYBODY = "all";

/**
 * Lets an account store only so many bytes in 24 hours. Its files come one after the other until the transaction ends:
 * many at once would each find room.
 *
 * @returns whether it is the first file of the account in that time.
 * @throws Refusal on the field `file`.
 */
export async function assertRoomOfSender(trx: Transaction<Tables>, { sender, byteSize, now }: Sent): Promise<boolean> {
	await sql`select pg_advisory_xact_lock(hashtextextended('files:' || ${sender.personId}, 0))`.execute(trx);
	const { bytes, since } = await trx
		.selectFrom("storedFile")
		.select((eb) => [eb.fn.sum<string | null>("byteSize").as("bytes"), eb.fn.min("storedAt").as("since")])
		.where("storedBy", "=", sender.personId)
		.where("storedAt", ">", new Date(now.getTime() - DAY_MILLISECONDS))
		.executeTakeFirstOrThrow();
	const isNarrow = sender.standing === "newcomer" && config.UPLOAD_MB_NEWCOMER < config.UPLOAD_MB_PER_DAY;
	const limit = isNarrow ? config.UPLOAD_MB_NEWCOMER : config.UPLOAD_MB_PER_DAY;
	if (Number(bytes ?? 0) + byteSize <= limit * MEGABYTE) return bytes === null;
	const again = new Date((since ?? now).getTime() + DAY_MILLISECONDS);
	const code = isNarrow ? "house_refusal_upload_newcomer" : "house_refusal_upload_day";
	throw new Refusal(code, { limit, again }, { field: "file" });
}

/** Adds to what was sent on a day. The row stays locked until the transaction ends, so that no two find the same room. */
async function addSent(trx: Transaction<Tables>, { byteSize, now }: Sent, sender: string): Promise<number> {
	const { bytes } = await trx
		.insertInto("newcomerUpload")
		.values({ day: plainDateAt(now), sender, bytes: BigInt(byteSize) })
		.onConflict((conflict) =>
			conflict.columns(["day", "sender"]).doUpdateSet({ bytes: sql`newcomer_upload.bytes + excluded.bytes` }),
		)
		.returning("bytes")
		.executeTakeFirstOrThrow();
	return Number(bytes);
}

/**
 * Lets newcomers store only so many bytes on a day: from one site, of one carrier, and together. Many honest ones share a carrier's
 * address, so the first file of an account is not refused for what others of its site have sent, nor a site that has sent no
 * more than one newcomer may for what its carrier, or all, have: each until that came to twice as much, so that nobody fills a day by many
 * accounts.
 *
 * @throws Refusal on the field `file`.
 */
async function assertRoomOfNewcomers(trx: Transaction<Tables>, sent: Sent, isFirst: boolean): Promise<void> {
	const ofSite = await addSent(trx, sent, networkOfVisitor(48));
	const ofAll = await addSent(trx, sent, EVERYBODY);
	const ofOneSite = config.UPLOAD_MB_NEWCOMER_SITE * MEGABYTE;
	if (ofSite > (isFirst ? 2 * ofOneSite : ofOneSite)) {
		throw new Refusal("house_refusal_upload_site", {}, { field: "file" });
	}
	const limit = config.UPLOAD_MB_NEWCOMERS * MEGABYTE;
	const isQuiet = ofSite <= config.UPLOAD_MB_NEWCOMER * MEGABYTE;
	// Whoever rents one carrier's addresses has as many sites as they like. Its key is no site's, also where none is known.
	const ofCarrier = await addSent(trx, sent, `carrier ${networkOfVisitor(32)}`);
	const ofOneCarrier = config.UPLOAD_MB_NEWCOMER_CARRIER * MEGABYTE;
	// A quotation, as somebody sends it who comes for the first time: a carrier is also all of its customers.
	const isSmallFirst = isFirst && sent.byteSize <= FIRST_BYTES;
	if (!isSmallFirst && ofCarrier > (isQuiet ? 2 * ofOneCarrier : ofOneCarrier)) {
		throw new Refusal("house_refusal_upload_site", {}, { field: "file" });
	}
	if (ofAll > (isQuiet ? 2 * limit : limit)) {
		throw new Refusal("house_refusal_upload_full", {}, { field: "file" });
	}
}

/**
 * Refuses a file that was just stored where all files together are too many, or newcomers have sent too much. Asked after it
 * was stored, as the total counts it and is held from then on, for as short as can be.
 *
 * @throws Refusal on the field `file`; the transaction takes the file back.
 */
export async function assertRoomForAll(trx: Transaction<Tables>, sent: Sent, isFirst: boolean): Promise<void> {
	const { standing } = sent.sender;
	const { bytes } = await trx.selectFrom("storedTotal").select("bytes").executeTakeFirstOrThrow();
	const limit = config.STORED_GB * GIGABYTE * SHARE[standing];
	if (Number(bytes) > limit) throw new Refusal("house_refusal_upload_full", {}, { field: "file" });
	if (standing === "newcomer") await assertRoomOfNewcomers(trx, sent, isFirst);
}

/** Sums of a day count on that day alone. */
export async function forgetNewcomerUploads(db: Kysely<Tables>, now: Date): Promise<void> {
	await db
		.deleteFrom("newcomerUpload")
		.where("day", "<", addDays(plainDateAt(now), -1))
		.execute();
}

/**
 * Lets an application, or a claim, hold only so many bytes, with those of files that were taken out again.
 *
 * @throws Refusal on the field `file`.
 */
export function assertRoomIn(files: readonly { byteSize: bigint }[], bytes: { byteLength: number }): void {
	const limit = config.UPLOAD_MB_IN_ALL;
	const stored = files.reduce((sum, { byteSize }) => sum + Number(byteSize), bytes.byteLength);
	if (stored > limit * MEGABYTE) throw new Refusal("house_refusal_upload_total", { limit }, { field: "file" });
}
