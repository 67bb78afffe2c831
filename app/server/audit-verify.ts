import { lastCheckpoint } from "#app/audit/tree/last-checkpoint.server.ts";
import { verifyAuditLog } from "#app/audit/tree/verify-log.server.ts";
import { db } from "#app/house/database.server.ts";
import { openHouse } from "./boot.server.ts";
import { main } from "./serve.server.ts";

const problems = {
	changed: (id: bigint) => `Entry ${id} was changed after it was written.`,
	missing: (id: bigint) => `Entry ${id} is gone.`,
	"out-of-place": (id: bigint) => `The first ${id} entries are not those that were signed, or not in that order.`,
	forged: (id: bigint) => `The signature over the first ${id} entries is not by a key of this installation.`,
	"cut-off": (id: bigint) => `${id} entries were signed; the last of them are gone.`,
	unplaced: (id: bigint) => `Entry ${id} has no place in the signed log.`,
};

/** `npm run audit:verify`: proves the audit log anew from its lines; ends with 1 and what is wrong where it does not hold. */
main(async () => {
	const house = await openHouse("donbay-audit-verify");
	const { entries, treeSize, root, breaks } = await verifyAuditLog(db);
	const signed = await lastCheckpoint(db);
	await house.close();
	if (breaks.length === 0) {
		process.stdout.write(`The audit log is whole: ${entries} entries, ${treeSize} of them signed, root ${root}.\n`);
		if (signed) process.stdout.write(`Keep this elsewhere, signed at ${signed.at.toISOString()}:\n\n${signed.note}`);
		process.exit(0);
	}
	for (const { id, problem } of breaks) process.stdout.write(`${problems[problem](id)}\n`);
	process.stdout.write(`The audit log is broken in ${breaks.length} place(s).\n`);
	process.exit(1);
});
