import { fileURLToPath } from "node:url";
import express from "express";

/** The built client files: names with a hash never change, the others are asked for again after an hour. */
export function productionAssets(app: express.Express): void {
	const client = fileURLToPath(new URL("../client", import.meta.url));
	app.use("/assets", express.static(`${client}/assets`, { immutable: true, maxAge: "1y", fallthrough: false }));
	app.use(express.static(client, { maxAge: "1h", index: false }));
}
