import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/**
 * The browser that the tests drive: CHROMIUM_PATH, a browser that Playwright installed, Debian's; where none is there, one
 * is installed, and that is said. Debian's shell without a window does the same pages for half of the work, since the
 * whole browser runs its own menus as pages too.
 *
 * @returns {string} path of the executable
 */
export function findChromium() {
	const given = process.env.CHROMIUM_PATH;
	if (given) {
		if (!existsSync(given)) throw new Error(`CHROMIUM_PATH: there is no file ${given}`);
		return given;
	}
	const candidates = () => [
		chromium.executablePath(),
		"/usr/bin/chromium-headless-shell",
		"/usr/bin/chromium",
		"/usr/bin/chromium-browser",
	];
	const found = candidates().find((path) => existsSync(path));
	if (found) return found;
	install();
	const installed = candidates().find((path) => existsSync(path));
	if (!installed) throw new Error("No Chromium was found or installed. Set CHROMIUM_PATH to one.");
	return installed;
}

function install() {
	const debian = existsSync("/etc/debian_version") && process.getuid?.() === 0;
	if (debian) {
		console.log("No Chromium found: installing Debian's with apt-get.");
		execFileSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
		for (const name of ["chromium-headless-shell", "chromium"]) {
			const { status } = spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], {
				stdio: "inherit",
			});
			if (status === 0) return;
		}
		throw new Error("apt-get installed no Chromium. Set CHROMIUM_PATH to one.");
	}
	console.log("No Chromium found: installing Playwright's.");
	execFileSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit" });
}
