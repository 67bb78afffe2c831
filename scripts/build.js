/**
 * `npm run build`: builds browser files and server into `build/`. With `--if-changed` it leaves out a build that would
 * come out as what is there (built-from.js).
 */
import { spawn } from "node:child_process";
import { forgetBuild, inputsOf, isBuilt, recordBuild } from "./built-from.js";

const root = process.cwd();
const inputs = inputsOf(root, process.env);
if (process.argv.includes("--if-changed") && isBuilt(root, inputs)) process.exit(0);

forgetBuild(root);
const build = spawn(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build", "--logLevel", "warn"], {
	stdio: "inherit",
});
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => build.kill(signal));
build.on("exit", (code) => {
	if (code === 0) recordBuild(root, inputs);
	process.exit(code ?? 1);
});
