import { eraseValue } from "#app/audit/tree/erase-value.server.ts";
import { now } from "#app/house/clock.server.ts";
import { openDatabase, openPool } from "#db/connection.server.ts";
import { findDatabase, openHouse } from "./boot.server.ts";
import { main } from "./serve.server.ts";

const USAGE = "npm run audit:erase -- <number of the line> <actorName | subjectLabel | facts.name> <why>";

/** `npm run audit:erase -- 4711 facts.email "asked for by …"`: erases one value of one line of the audit log. */
main(async () => {
	const [id = "", name = "", ...why] = process.argv.slice(2);
	const reason = why.join(" ").trim();
	if (!/^\d{1,18}$/.test(id) || name === "" || reason === "") throw new Error(USAGE);
	const found = await findDatabase();
	const house = await openHouse("donbay-audit-erase", found);
	const owner = openPool(found.databaseUrl, { max: 1, applicationName: "donbay-audit-erase" });
	try {
		await eraseValue(openDatabase(owner), { id: BigInt(id), name, reason, now: now() });
		process.stdout.write(`Erased ${name} of entry ${id}. The proof holds: npm run audit:verify.\n`);
	} finally {
		await owner.end();
		await house.close();
	}
	process.exit(0);
});
