import { z } from "zod";
import { isPlainDate } from "#app/kernel/plain-date.ts";

/*
 * The parts that the inputs of commands are made of. Each has two sides: the value that the code works with, and the JSON
 * that stands for it outside, where there is no bigint, no instant and no set.
 */

/** Whole đồng; as JSON a text of digits, since 2^53 is no bound for a budget. */
export const dong = z.codec(z.string().regex(/^-?\d{1,18}$/), z.bigint(), { decode: BigInt, encode: String });

/** A calendar day, "2026-11-23". */
export const day = z.string().refine(isPlainDate);

/** A moment; as JSON in UTC, to the millisecond. */
export const instant = z.codec(z.iso.datetime(), z.date(), {
	decode: (text) => new Date(text),
	encode: (moment) => moment.toISOString(),
});

/** The bytes of a file that was sent. They travel beside the JSON, as a part of the form. */
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** For a command that needs nothing but who asks. */
export const nothing = z.void();
