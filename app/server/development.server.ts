import type { ViteDevServer } from "vite";
import { config } from "#app/house/config.server.ts";
import { openHouse } from "./boot.server.ts";
import { createApp } from "./http.server.ts";
import { serve, stopGracefully } from "./serve.server.ts";
import { startWorker } from "./work.server.ts";

/** Called by development.js inside Vite's module graph. */
export async function startDevelopment(vite: ViteDevServer): Promise<void> {
	const house = await openHouse("donbay-dev");
	const app = createApp({
		build: () => vite.ssrLoadModule("virtual:remix/server-build") as never,
		assets: (express) => express.use(vite.middlewares),
	});
	const { server, url } = await serve(app, "127.0.0.1");
	const worker = config.WORKER ? await startWorker() : null;
	stopGracefully({ server, worker, close: house.close });
	process.stdout.write(`ready ${url}\n`);
}
