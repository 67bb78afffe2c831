import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express from "express";

/** The built client files: names with a hash never change, the others are asked for again after an hour. */
export function productionAssets(app: express.Express): void {
	// This file is bundled into an entry of build/server, or into a chunk that several entries share, one folder deeper.
	const places = ["../client", "../../client"].map((place) => fileURLToPath(new URL(place, import.meta.url)));
	const client = places.find((place) => existsSync(place)) ?? "build/client";
	app.use("/assets", express.static(`${client}/assets`, { immutable: true, maxAge: "1y", fallthrough: false }));
	app.use(express.static(client, { maxAge: "1h", index: false }));
}
