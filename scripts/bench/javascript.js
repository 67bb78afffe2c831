import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/**
 * @param {string} text
 * @param {RegExp} pattern with one group
 */
function allOf(text, pattern) {
	return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}

/**
 * The JavaScript that a browser loads for a page before anybody clicks: what the document names, and what those files
 * import, gzipped one by one.
 *
 * @param {string} html
 * @param {string} client folder of the built client files
 */
export function javascriptOf(html, client) {
	const preloads = allOf(html, /<link rel="modulepreload" href="([^"]+\.js)"/g);
	const scripts = allOf(html, /<script[^>]* type="module"[^>]*>([^<]*)<\/script>/g).join("\n");
	const waiting = [...preloads, ...allOf(scripts, /import(?:[^"'()]*from)?[\s(]*["']([^"']+\.js)["']/g)];
	/** @type {Map<string, number>} */
	const sizes = new Map();
	for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
		if (sizes.has(path)) continue;
		const text = readFileSync(`${client}${path}`, "utf8");
		sizes.set(path, gzipSync(text, { level: 9 }).length);
		const folder = path.slice(0, path.lastIndexOf("/") + 1);
		waiting.push(...allOf(text, /(?:from|import)\s*"\.\/([^"]+\.js)"/g).map((name) => folder + name));
	}
	return { files: sizes.size, gzippedBytes: [...sizes.values()].reduce((sum, size) => sum + size, 0) };
}
