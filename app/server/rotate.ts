import { db } from "#app/house/database.server.ts";
import { openHouse } from "./boot.server.ts";
import { rotateSecrets } from "./secrets/rotate.server.ts";
import { givenSecrets } from "./secrets/secret-versions.server.ts";
import { main } from "./serve.server.ts";

/**
 * `npm run rotate`: seals everything with the newest ENCRYPTION_KEY and SESSION_SECRET, and says which older ones may go.
 * Ends with 1 when it was stopped, or something was being changed: run it again.
 */
main(async () => {
	let stopped = false;
	for (const signal of ["SIGINT", "SIGTERM"]) {
		process.on(signal, () => {
			stopped = true;
		});
	}
	const house = await openHouse("donbay-rotate");
	const { resealed, left, free } = await rotateSecrets(db, () => stopped);
	await house.close();
	const say = (line: string) => process.stdout.write(`${line}\n`);
	for (const [secret, [newest]] of givenSecrets()) say(`${secret}: the newest version is ${newest?.version}.`);
	for (const [name, count] of resealed) say(`${name}: ${count} sealed anew.`);
	if (resealed.size === 0) say("Nothing had to be sealed anew.");
	if (left > 0) say(`${left} are still sealed with an older version. Run \`npm run rotate\` again.`);
	for (const { secret, version } of free) {
		const sessions = secret === "SESSION_SECRET" ? "; whoever has not come back since then signs in once more" : "";
		say(`${secret}: version ${version} seals nothing any more and can be taken out${sessions}.`);
	}
	process.exit(left > 0 ? 1 : 0);
});
