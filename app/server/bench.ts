import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { config } from "#app/house/config.server.ts";
import { measureApproval } from "./bench/approval.server.ts";
import { measureAudited } from "./bench/audited.server.ts";
import { measureExport } from "./bench/export.server.ts";
import { openHouse } from "./boot.server.ts";
import { createApp } from "./http.server.ts";
import { main, serve, stopGracefully } from "./serve.server.ts";

/** Another Remix app on this very server: the same middleware, nothing of ours behind it. */
async function serveBare(folder: string): Promise<void> {
	const build = (await import(/* @vite-ignore */ pathToFileURL(`${folder}/server/index.js`).href)) as ServerBuild;
	const app = createApp({ build, assets: (app) => app.use("/assets", express.static(`${folder}/client/assets`)) });
	const { server, url } = await serve(app, "127.0.0.1");
	stopGracefully({ server, close: async () => undefined });
	process.stdout.write(`ready ${url}\n`);
}

/** Commands against bare SQL, in a database that is thrown away afterwards. Prints what was measured as JSON. */
async function measure(quick: boolean): Promise<void> {
	const house = await openHouse("donbay-bench");
	const measured = [
		...(await measureApproval(quick)),
		...(await measureAudited(quick)),
		...(await measureExport(quick)),
	];
	await house.close();
	process.stdout.write(`${JSON.stringify(measured)}\n`);
	process.exit(0);
}

/** The half of `npm run bench` that needs the app's own modules; scripts/bench.js starts it. */
main(async () => {
	if (!config.DEMO)
		throw new Error("The bench fills its database with made-up rows; it is started by `npm run bench`.");
	const [what, argument = ""] = process.argv.slice(2);
	if (what === "bare") await serveBare(argument);
	else await measure(argument === "--quick");
});
