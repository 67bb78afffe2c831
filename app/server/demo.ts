import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as build from "virtual:remix/server-build";
import { makeDemo } from "#app/demo/make-demo.server.ts";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { connectDatabase, db, pool } from "#app/house/database.server.ts";
import { log } from "#app/house/log.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { findDatabase, openHouse } from "./boot.server.ts";
import { beginMaking, type Making } from "./demo-making.server.ts";
import { createApp } from "./http.server.ts";
import { productionAssets } from "./production-assets.server.ts";
import { main, serve, stopGracefully } from "./serve.server.ts";
import { startWorker } from "./work.server.ts";

const APPLICATION_NAME = "donbay-demo";

type Demo = { url: string; accounts: Awaited<ReturnType<typeof makeDemo>> };

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

/** What scripts/demo.js shows to somebody who waits. */
function tell(told: { step: "database" | "data" | "server" | "ready"; month?: string }): void {
	process.send?.(told);
}

/** Makes the demo in the connected database and writes its accounts into a file, for the next start and the tests. */
async function make(making: Making, file: string, databaseUrl: string): Promise<void> {
	tell({ step: "data" });
	const accounts = await makeDemo(db, now(), (moment) =>
		tell({ step: "data", month: plainDateAt(moment).slice(0, "2026-11".length) }),
	);
	await writeFile(file, JSON.stringify({ url: "", accounts } satisfies Demo, null, "\t"));
	await making.finish();
	await pool.end();
	connectDatabase(databaseUrl, APPLICATION_NAME);
}

/**
 * `npm run demo`: everything with demo data, on the loopback address only. With --keep-database it makes the data and
 * keeps the database running for the tests to clone, without a server.
 */
main(async () => {
	if (!config.DEMO) throw new Error("The demo is started by `npm run demo`, which sets DEMO=on.");
	tell({ step: "database" });
	const finding = findDatabase();
	// From the first moment, so that an interrupted start leaves no database running.
	const parts: Parameters<typeof stopGracefully>[0] = {
		close: async () => {
			// What breaks off now is no news.
			log.level = "silent";
			await (await finding).stop();
		},
	};
	stopGracefully(parts);
	// Whoever started it is gone, however that came about.
	process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
	const found = await finding;
	const making = await beginMaking(found.databaseUrl);
	const house = await openHouse(APPLICATION_NAME, found);
	const file = join(config.DATA_DIR, "demo.json");
	if (making.isDue) await make(making, file, found.databaseUrl);
	if (process.argv.includes("--keep-database")) {
		await db.destroy();
		process.stdout.write(`database ${found.databaseUrl}\n`);
		setInterval(() => undefined, 60_000);
		return;
	}
	tell({ step: "server" });
	const app = createApp({ build, assets: productionAssets });
	const { server, url } = await serve(app, "127.0.0.1");
	const worker = await startWorker();
	Object.assign(parts, { server, worker, close: house.close });
	const { accounts } = JSON.parse(await readFile(file, "utf8")) as Demo;
	await writeFile(file, JSON.stringify({ url, accounts } satisfies Demo, null, "\t"));
	tell({ step: "ready" });
	process.stdout.write(
		`ready ${url}\n\n${table(accounts)}\n\nMails are at ${url}/dev/mailbox. The accounts are also in ${file}.\n`,
	);
});
