import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createApp } from "../http.server.ts";
import { connectionLimits, httpServer } from "./connections.server.ts";

const app = createApp({ build: { routes: {}, assets: { routes: {} } } as never, assets: () => {} });
const soon = { headersTimeout: 1_000, requestTimeout: 2_000, keepAliveTimeout: 300, connectionsCheckingInterval: 50 };
const server = httpServer(app, { ...connectionLimits, ...soon });
let port: number;
beforeAll(async () => {
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
});

type Said = { status: number; headers: string; text: string; tookMs: number };

/** Everything that comes back over a socket until the server closes it. */
async function said(...parts: string[]): Promise<Said> {
	return saidAt(port, ...parts);
}

async function saidAt(at: number, ...parts: string[]): Promise<Said> {
	const started = performance.now();
	const socket = connect(at, "127.0.0.1");
	let all = "";
	socket.on("data", (piece) => {
		all += String(piece);
	});
	socket.on("error", () => undefined);
	for (const part of parts) socket.write(part);
	await new Promise((done) => socket.once("close", done));
	const [headers = "", text = ""] = all.split(/\r\n\r\n(.*)/s);
	return { status: Number(headers.split(" ")[1]), headers, text, tookMs: performance.now() - started };
}

const get = (...headers: string[]) =>
	`GET /healthz HTTP/1.1\r\nHost: x\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`;

test.each([
	["headers beyond 16 KB", [get(`Cookie: ${"a".repeat(17_000)}`)], 431, "xóa cookie", "Delete the cookies"],
	[
		"headers far beyond, sent on and on",
		Array(40).fill(`GET / HTTP/1.1\r\nX: ${"a".repeat(60_000)}`),
		431,
		"xóa cookie",
		"Delete the cookies",
	],
	["a length that is no number", [get("Content-Length: many")], 400, "Máy chủ không đọc được", "could not read"],
	["two lengths", [get("Content-Length: 1", "Content-Length: 2")], 400, "Máy chủ không đọc được", "could not read"],
	[
		"a length and chunks",
		[get("Content-Length: 4", "Transfer-Encoding: chunked")],
		400,
		"Máy chủ không đọc được",
		"could not read",
	],
	["a method that is none", ["GRAB / HTTP/1.1\r\nHost: x\r\n\r\n"], 400, "Máy chủ không đọc được", "could not read"],
	["no HTTP at all", ["\u0016\u0003\u0001 hello\r\n\r\n"], 400, "Máy chủ không đọc được", "could not read"],
	[
		"a bad chunk",
		[`POST /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`],
		400,
		"Máy chủ không đọc được",
		"could not read",
	],
	["headers that do not end", ["GET / HTTP/1.1\r\nHost: x\r\n"], 408, "quá chậm", "took too long"],
])("%s: an answer in both languages, and the connection ends", async (_what, parts, status, vietnamese, english) => {
	const answer = await said(...(parts as string[]));
	expect(answer.status).toBe(status);
	expect(answer.headers).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
	expect(answer.headers).toMatch(/^Connection: close\r?$/m);
	expect(answer.text).toContain(vietnamese);
	expect(answer.text).toContain(english);
	expect(answer.text).not.toContain("aaaa");
});

test("a request without Host is refused in words, and one of HTTP/1.0 needs none", async () => {
	const without = await said("GET /check HTTP/1.1\r\nConnection: close\r\n\r\n");
	expect([without.status, without.text]).toEqual([400, expect.stringContaining("<h1>")]);
	expect((await said("GET /healthz HTTP/1.0\r\n\r\n")).status).toBe(200);
});

test("what is expected of us and we do not know is no reason not to answer", async () => {
	expect((await said(get("Expect: a-miracle", "Connection: close"))).status).toBe(200);
});

test("an idle connection is kept for the next request, and ends after its time", async () => {
	const twice = await said(get(), get());
	expect(twice.text.match(/ok\n/g)).toHaveLength(2);
	expect(twice.tookMs).toBeGreaterThanOrEqual(soon.keepAliveTimeout);
	expect(twice.headers).toMatch(/^Connection: keep-alive\r?$/m);
});

test("connections beyond the most are turned away, and the others served on", async () => {
	const small = httpServer(app, { ...connectionLimits, maxConnections: 2 }).listen(0, "127.0.0.1");
	await once(small, "listening");
	const at = (small.address() as AddressInfo).port;
	const held = [connect(at, "127.0.0.1"), connect(at, "127.0.0.1")];
	await Promise.all(held.map((socket) => once(socket, "connect")));
	expect((await saidAt(at, get())).headers).toBe("");
	held[0]?.end(get("Connection: close"));
	expect(String(await once(held[0] as Socket, "data"))).toMatch(/^HTTP\/1.1 200/);
	await vi.waitFor(async () => expect((await saidAt(at, get("Connection: close"))).status).toBe(200));
	held[1]?.destroy();
	small.close();
});

test("what is set for real connections is what the server has", () => {
	const real = httpServer(app);
	expect(real).toMatchObject({ headersTimeout: 20_000, requestTimeout: 300_000, keepAliveTimeout: 65_000 });
	expect([real.maxConnections, real.maxHeadersCount]).toEqual([5_000, 100]);
});

test("one network holds so many connections and no more, and has them again once it lets go", async () => {
	const few = httpServer(app, { ...connectionLimits, maxConnectionsOfNetwork: 3 });
	few.listen(0, "127.0.0.1");
	await once(few, "listening");
	const at = (few.address() as AddressInfo).port;
	const held: Socket[] = [];
	for (let each = 0; each < 3; each++) {
		const socket = connect(at, "127.0.0.1").on("error", () => undefined);
		await once(socket, "connect");
		held.push(socket);
	}
	await vi.waitFor(async () => expect(await connectionsOf(few)).toBe(3));
	expect((await saidAt(at, get())).headers).toBe("");
	held[0]?.destroy();
	await vi.waitFor(async () => expect((await saidAt(at, get("Connection: close"))).status).toBe(200));
	for (const socket of held) socket.destroy();
	few.close();
});

const connectionsOf = (of: typeof server) =>
	new Promise<number>((done) => of.getConnections((_error, count) => done(count)));
