import { once } from "node:events";
import { request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, expect, test } from "vitest";
import { config } from "#app/house/config.server.ts";
import { refuseCrossSite } from "./refuse-requests.server.ts";

const { PUBLIC_URL } = config;
afterEach(() => {
	config.PUBLIC_URL = PUBLIC_URL;
});

type Setting = { publicUrl?: string; proxies?: number; host?: string; proto?: string; forwardedHost?: string };

/** The status of a form that says that it comes from there. */
async function post(origin: string, { publicUrl, proxies = 0, host, proto, forwardedHost }: Setting): Promise<number> {
	config.PUBLIC_URL = publicUrl;
	const app = express().set("trust proxy", proxies);
	app.use(refuseCrossSite, (_request, response) => void response.send("done"));
	const server = app.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const headers = {
		Host: host ?? "donbay.example",
		Origin: origin,
		...(proto ? { "X-Forwarded-Proto": proto } : {}),
		...(forwardedHost ? { "X-Forwarded-Host": forwardedHost } : {}),
	};
	return new Promise((done, failed) => {
		ask({ port, host: "127.0.0.1", method: "POST", path: "/", headers }, (answer) => {
			answer.resume();
			server.close();
			done(answer.statusCode ?? 0);
		})
			.once("error", failed)
			.end();
	});
}

const city = { publicUrl: "https://donbay.example" };
const behind = { ...city, proxies: 1, proto: "https" };
const atHome = { publicUrl: "http://localhost:3000", host: "localhost:3000" };

test.each<[string, Setting, number]>([
	// Where people reach it by https, whether or not the proxy is trusted, or says so.
	["https://donbay.example", city, 200],
	["https://donbay.example", behind, 200],
	["https://donbay.example:443", behind, 200],
	["https://DONBAY.example", behind, 200],
	["https://donbay.example", { ...behind, host: "127.0.0.1:3000", forwardedHost: "donbay.example" }, 200],
	["https://donbay.example", { ...city, host: "127.0.0.1:3000" }, 200],
	// The same host by another scheme, or another port, is somebody else.
	["http://donbay.example", city, 403],
	["http://donbay.example", behind, 403],
	["http://donbay.example", { ...behind, proto: "http" }, 403],
	["http://donbay.example:443", behind, 403],
	["https://donbay.example:8443", behind, 403],
	["ftp://donbay.example", city, 403],
	["javascript://donbay.example", city, 403],
	["file://donbay.example", city, 403],
	// Other hosts, and what is none.
	["https://evil.example", behind, 403],
	["https://donbay.example.evil.example", behind, 403],
	["https://evil.example", { ...behind, forwardedHost: "donbay.example" }, 403],
	["null", behind, 403],
	["nonsense", behind, 403],
	["", behind, 200],
	// Without https, as at home.
	["http://localhost:3000", atHome, 200],
	["https://localhost:3000", atHome, 403],
	["http://localhost:3001", atHome, 403],
	// By another name than the public one: the scheme that was really used.
	["http://10.0.0.5:3000", { ...city, host: "10.0.0.5:3000" }, 200],
	["https://10.0.0.5:3000", { ...city, host: "10.0.0.5:3000" }, 403],
	["https://second.example", { ...behind, host: "second.example" }, 200],
	["http://second.example", { ...behind, host: "second.example" }, 403],
	// A visitor's own word for the scheme counts for nothing.
	["https://10.0.0.5:3000", { ...city, host: "10.0.0.5:3000", proto: "https" }, 403],
])("a form from %s, with %j, is answered with %i", async (origin, setting, status) => {
	expect(await post(origin, setting)).toBe(status);
});
