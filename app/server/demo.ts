import { main } from "./serve.server.ts";

/** `npm run demo`: everything with demo data, for this machine only. */
main(async () => {
	throw new Error("The demo data are not written yet.");
});
