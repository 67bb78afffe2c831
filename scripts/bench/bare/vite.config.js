import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "../../../remix.config.js";

/** The bare Remix app that the bench measures against: the same settings, Remix's own entries, nothing of ours. */
export default defineConfig({
	root: new URL("../../..", import.meta.url).pathname,
	plugins: [remix({ ...remixConfig, appDirectory: "scripts/bench/bare", buildDirectory: "build/bare" })],
	build: { target: "es2022" },
	publicDir: false,
});
