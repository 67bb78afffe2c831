import { openHouse } from "./boot.server.ts";
import { main } from "./serve.server.ts";

/** `npm run migrate`: brings the database to this build's shape and ends. */
main(async () => {
	const house = await openHouse("donbay-migrate");
	await house.close();
	process.stdout.write("The database is up to date.\n");
	process.exit(0);
});
