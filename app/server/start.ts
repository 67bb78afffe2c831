import * as build from "virtual:remix/server-build";
import { config } from "#app/house/config.server.ts";
import { log } from "#app/house/log.server.ts";
import { openHouse } from "./boot.server.ts";
import { createApp } from "./http.server.ts";
import { productionAssets } from "./production-assets.server.ts";
import { publicUrlWarning } from "./public-url-warning.ts";
import { main, serve, stopGracefully } from "./serve.server.ts";
import { startWorker } from "./work.server.ts";

const NOT_SCANNED =
	"CLAMD_URL is not set: files that people send are not scanned for malware. Set it to the address of a clamd, such as tcp://localhost:3310.";

/** `npm start`: the production server. */
main(async () => {
	const house = await openHouse("donbay-web");
	const app = createApp({ build, assets: productionAssets });
	const { server, url } = await serve(app, config.HOST);
	const worker = config.WORKER ? await startWorker() : null;
	stopGracefully({ server, worker, close: house.close });
	const warning = publicUrlWarning(config.PUBLIC_URL, config.HOST);
	if (warning) process.stderr.write(`${warning}\n`);
	if (!config.CLAMD_URL) process.stderr.write(`${NOT_SCANNED}\n`);
	log.info({ url, worker: config.WORKER }, "listening");
	process.stdout.write(`ready ${url}\n`);
});
