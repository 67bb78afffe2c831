import { log } from "#app/house/log.server.ts";
import { openHouse } from "./boot.server.ts";
import { main, stopGracefully } from "./serve.server.ts";
import { startWorker } from "./work.server.ts";

/** `npm run worker`: only the jobs, for a deployment whose web servers run with WORKER=off. */
main(async () => {
	const house = await openHouse("donbay-worker");
	const worker = await startWorker();
	stopGracefully({ worker, close: house.close });
	log.info("working on jobs");
	process.stdout.write("ready\n");
});
