import { Counter } from "prom-client";
import { m } from "#messages/messages.js";
import { config } from "../config.server.ts";
import { log } from "../log.server.ts";
import { metrics } from "../metrics.server.ts";
import { scan, TooLargeToScan } from "./clamd.server.ts";

/** A file of somebody in which the scanner found something. */
export type InfectedFile = { fileName: string; signature: string };

const uploadScans = new Counter({
	name: "upload_scans_total",
	help: "Uploads that were scanned for malware, by what came of it",
	labelNames: ["outcome"] as const,
	registers: [metrics],
});
for (const outcome of ["clean", "infected", "too_large", "failed"]) uploadScans.inc({ outcome }, 0);

/** As long as a person waits for an upload; a scan of 10 MB takes some seconds. */
const PATIENCE_MS = 30_000;

/**
 * Has an upload scanned where CLAMD_URL says by whom. What could not be scanned is not taken.
 *
 * @param tellInfected tells the audit log who sent it.
 * @returns why it cannot be taken, in words; null where it can.
 */
export async function scanUpload(
	{ fileName, bytes }: { fileName: string; bytes: Uint8Array },
	tellInfected: (file: InfectedFile) => Promise<void>,
	patienceMs = PATIENCE_MS,
): Promise<string | null> {
	if (!config.CLAMD_URL) return null;
	let signature: string | null;
	try {
		({ found: signature } = await scan(config.CLAMD_URL, bytes, patienceMs));
	} catch (error) {
		const isTooLarge = error instanceof TooLargeToScan;
		uploadScans.inc({ outcome: isTooLarge ? "too_large" : "failed" });
		log.error({ err: error, byteSize: bytes.length }, "an upload could not be scanned for malware");
		return isTooLarge ? m.house_upload_too_large_to_scan({ fileName }) : m.house_upload_unscanned({ fileName });
	}
	uploadScans.inc({ outcome: signature ? "infected" : "clean" });
	if (!signature) return null;
	log.warn({ fileName, signature }, "malware in an upload");
	await tellInfected({ fileName, signature });
	return m.house_upload_infected({ fileName, signature });
}
