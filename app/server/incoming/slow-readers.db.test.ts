import { createHash, randomBytes, randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { addDocument } from "#app/application/add-document.server.ts";
import type { Actor } from "#app/house/access.ts";
import { config } from "#app/house/config.server.ts";
import { pool } from "#app/house/database.server.ts";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { aPdf, makeDraft } from "#testing/make-application.ts";
import { contextOf } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

/* Who reads slowly, or not at all, holds a piece of their own file and none of what everybody needs. */

let house: TestHouse;
let app: Listening;
const given = { ...config };
const open: Socket[] = [];
beforeAll(async () => {
	house = await testHouse();
	app = await listenWith(await buildOfRoutes("routes/resources/application-document.tsx"));
});
afterEach(() => {
	for (const socket of open.splice(0)) socket.destroy();
	Object.assign(config, given);
});
afterAll(async () => {
	await app.close();
	await house.close();
});

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function withFile(): Promise<{ owner: Actor; cookie: string; path: string; bytes: Buffer }> {
	const { owner, reference } = await makeDraft(house.db);
	const bytes = Buffer.concat([aPdf, randomBytes(9_900_000), aPdf]);
	const documentId = randomUUID();
	const file = { kind: "quotation" as const, fileName: "bao-gia-du.pdf", bytes };
	await addDocument(contextOf(house.db, owner), { reference, documentId, ...file });
	return { owner, cookie: await signedIn(house.db, owner), path: `/files/applications/${documentId}`, bytes };
}

/** Asks for it, and reads nothing of the answer until it is told to. */
function asking(path: string, cookie: string, method = "GET"): { socket: Socket; begun: () => boolean } {
	const socket = connect(app.port, "127.0.0.1");
	socket.on("error", () => undefined);
	open.push(socket);
	socket.write(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\nCookie: ${cookie}\r\n\r\n`);
	return { socket, begun: () => socket.readableLength > 0 || socket.destroyed };
}

test("of one person few files are sent at a time, which keep no connection and nobody else", async () => {
	const [crowd, other] = [await withFile(), await withFile()];
	const asked = Array.from({ length: 20 }, () => asking(crowd.path, crowd.cookie));
	const begun = () => asked.filter((each) => each.begun());
	await expect.poll(() => begun().length, { timeout: 30_000 }).toBe(3);

	const answer = await fetch(`${app.url}${other.path}`, { headers: { Cookie: other.cookie } });
	expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(other.bytes));
	expect(begun().length).toBe(3);
	expect([pool.waitingCount, pool.totalCount - pool.idleCount]).toEqual([0, 0]);
	const tooMany = Array.from({ length: 8 }, () =>
		fetch(`${app.url}${crowd.path}`, { headers: { Cookie: crowd.cookie } }),
	);
	expect(await Promise.race(tooMany.map(async (one) => (await one).status))).toBe(429);
	for (const { socket } of asked) socket.destroy();
	// All at once: who leaves one unread stalls.
	await Promise.all(tooMany.map(async (one) => (await one).arrayBuffer()));
});

test("after answers of headers alone, and to those who take nothing, the next has its turn", async () => {
	config.STALLED_ANSWER_SECONDS = 1;
	const { cookie, path } = await withFile();
	// The headers alone are a whole answer.
	for (let at = 0; at < 4; at++) {
		expect((await fetch(`${app.url}${path}`, { method: "HEAD", headers: { Cookie: cookie } })).status).toBe(200);
	}
	const asked = Array.from({ length: 4 }, () => asking(path, cookie));
	const last = asked.at(-1);
	await expect.poll(() => last?.begun(), { timeout: 30_000 }).toBe(true);
});
