import { resolve } from "node:path";
import express from "express";
import { assert } from "#app/kernel/assert.ts";

/** The built client files: names with a hash never change, the others are asked for again after an hour. */
export function productionAssets(app: express.Express): void {
	const [, entry] = process.argv;
	assert(entry, "a server is started from a file");
	// Entries lie in build/server, whatever chunk this module was put into; the client's files lie beside it.
	const client = resolve(entry, "../../client");
	app.use("/assets", express.static(`${client}/assets`, { immutable: true, maxAge: "1y", fallthrough: false }));
	app.use(express.static(client, { maxAge: "1h", index: false }));
}
