import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import express from "express";
import { assert } from "#app/kernel/assert.ts";
import { answerGoneScript } from "./incoming/gone-script.server.ts";

/** The built client files: names with a hash never change, the others are asked for again after an hour. */
export function productionAssets(app: express.Express): void {
	const [, entry] = process.argv;
	assert(entry, "a server is started from a file");
	// Entries lie in build/server, whatever chunk this module was put into; the client's files lie beside it.
	const client = resolve(entry, "../../client");
	// The list of all routes, which no page loads: a browser asks for what its person may know (incoming/manifest.server.ts).
	app.all(/^\/assets\/manifest-/, (_request, response) => response.sendStatus(404));
	app.use("/assets", express.static(`${client}/assets`, { immutable: true, maxAge: "1y" }), answerGoneScript);
	// By name, since asking the disk whether a page's address is a file took as long as some of its queries.
	const names = readdirSync(client, { withFileTypes: true }).filter((entry) => entry.isFile());
	const paths = new Set(names.map(({ name }) => `/${name}`));
	const files = express.static(client, { maxAge: "1h", index: false });
	app.use((request, response, next) => (paths.has(request.path) ? files(request, response, next) : next()));
}
