import { createServer } from "vite";

/** `npm run dev`: the server with Vite in front, reloading what changes. */
const vite = await createServer({ server: { middlewareMode: true }, appType: "custom" });
const { startDevelopment } = await vite.ssrLoadModule("/app/server/development.server.ts");
await startDevelopment(vite);
