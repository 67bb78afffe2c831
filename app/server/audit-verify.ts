import { verifyAuditChain } from "#app/audit/verify-chain.server.ts";
import { db } from "#app/house/database.server.ts";
import { openHouse } from "./boot.server.ts";
import { main } from "./serve.server.ts";

/** `npm run audit:verify`: checks the chain of the audit log; ends with 1 and the places where it breaks. */
main(async () => {
	const house = await openHouse("donbay-audit-verify");
	const report = await verifyAuditChain(db);
	await house.close();
	if (report.breaks.length === 0) {
		process.stdout.write(
			`The audit log is whole: ${report.entries} entries, last hash ${report.lastHash ?? "none"}.\n`,
		);
		process.exit(0);
	}
	for (const { id, at, problem } of report.breaks) {
		const what = {
			changed: "the entry was changed after it was written",
			"not-chained": "the entry does not follow the one before it",
			"missing-before": "entries before it are missing",
		}[problem];
		process.stdout.write(`Entry ${id} of ${at.toISOString()}: ${what}.\n`);
	}
	process.stdout.write(`The audit log is broken in ${report.breaks.length} place(s).\n`);
	process.exit(1);
});
