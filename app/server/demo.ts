import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as build from "virtual:remix/server-build";
import { makeDemo } from "#app/demo/make-demo.server.ts";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { db } from "#app/house/database.server.ts";
import type { Database } from "#db/connection.server.ts";
import { findDatabase, openHouse } from "./boot.server.ts";
import { createApp } from "./http.server.ts";
import { productionAssets } from "./production-assets.server.ts";
import { main, serve, stopGracefully } from "./serve.server.ts";
import { startWorker } from "./work.server.ts";

type Demo = { url: string; accounts: Awaited<ReturnType<typeof makeDemo>> };

/** True where the demo was made before; a database with other data is refused. */
async function isDemo(database: Database): Promise<boolean> {
	const demo = await database
		.selectFrom("person")
		.select("id")
		.where("email", "=", "chu@donbay.example")
		.executeTakeFirst();
	if (demo) return true;
	const anybody = await database.selectFrom("person").select("id").limit(1).executeTakeFirst();
	if (anybody) {
		throw new Error(
			"This database holds other data, so the demo is not made in it. Unset DATABASE_URL, or set DATA_DIR to a new folder.",
		);
	}
	return false;
}

function table(accounts: Demo["accounts"]): string {
	const rows = accounts.map(({ role, email, password, totpSecret }) => [role, email, password, totpSecret ?? "none"]);
	const all = [["role", "e-mail", "password", "authenticator key"], ...rows];
	const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
	return all
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join("  ")
				.trimEnd(),
		)
		.join("\n");
}

/**
 * `npm run demo`: everything with demo data, on the loopback address only. With --keep-database it makes the data and
 * keeps the database running for the tests to clone, without a server.
 */
main(async () => {
	if (!config.DEMO) throw new Error("The demo is started by `npm run demo`, which sets DEMO=on.");
	const onlyDatabase = process.argv.includes("--keep-database");
	const house = await openHouse("donbay-demo");
	const file = join(config.DATA_DIR, "demo.json");
	const made = (await isDemo(db)) ? null : await makeDemo(db, now());
	if (onlyDatabase) {
		await writeFile(file, JSON.stringify({ url: "", accounts: made }, null, "\t"));
		const { databaseUrl } = await findDatabase();
		await db.destroy();
		process.stdout.write(`database ${databaseUrl}\n`);
		stopGracefully({ close: house.stopDatabase });
		setInterval(() => undefined, 60_000);
		return;
	}
	const app = createApp({ build, assets: productionAssets });
	const { server, url } = await serve(app, "127.0.0.1");
	const worker = await startWorker();
	stopGracefully({ server, worker, close: house.close });
	const accounts = made ?? (JSON.parse(await readFile(file, "utf8")) as Demo).accounts;
	await writeFile(file, JSON.stringify({ url, accounts } satisfies Demo, null, "\t"));
	process.stdout.write(
		`ready ${url}\n\n${table(accounts)}\n\nMails are at ${url}/dev/mailbox. The accounts are also in ${file}.\n`,
	);
});
