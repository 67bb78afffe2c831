import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { extractText, getDocumentProxy } from "unpdf";

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

/** The words of a PDF in reading order, one space between them; hard spaces become plain ones. */
export async function textOf({ bytes }: { bytes: Uint8Array }): Promise<string> {
	// A copy: the reader takes the memory that it is given for itself.
	const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
	const { text } = await extractText(document, { mergePages: true });
	await document.destroy();
	return text.replace(/\s+/g, " ");
}
