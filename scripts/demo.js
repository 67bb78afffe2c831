/** `npm run demo`: builds the app and starts it with demo data, on this machine only. */
import { spawn, spawnSync } from "node:child_process";

const build = spawnSync("npm", ["run", "-s", "build"], { stdio: ["ignore", "ignore", "inherit"] });
if (build.status !== 0) process.exit(build.status ?? 1);

const demo = spawn(process.execPath, ["build/server/demo.js"], {
	stdio: "inherit",
	env: { LOG_LEVEL: "warn", ...process.env, DEMO: "on" },
});
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => demo.kill(signal));
demo.on("exit", (code) => process.exit(code ?? 1));
