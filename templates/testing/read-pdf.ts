import { execFileSync, spawnSync } from "node:child_process";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

/** Poppler's pdftotext is not on every machine; tests that need it say that they were skipped. */
export const canReadText = spawnSync("pdftotext", ["-v"]).error === undefined;

export type ReadPdf = {
	bytes: Buffer;
	pages: number;
	/** Everything that is not compressed: the catalogue, the structure tree, the metadata. */
	plain: string;
};

/** A finished document, with what can be read of it without a library. */
export async function readPdf(document: Readable): Promise<ReadPdf> {
	const bytes = await buffer(document);
	return {
		bytes,
		pages: bytes.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0,
		plain: bytes.toString("utf8"),
	};
}

/** Its words in reading order, one space between them; hard spaces become plain ones. */
export function textOf({ bytes }: ReadPdf): string {
	const text = execFileSync("pdftotext", ["-", "-"], { input: bytes, encoding: "utf8" });
	return text.replace(/\s+/g, " ");
}
