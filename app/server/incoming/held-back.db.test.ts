import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { makePerson, makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

/*
 * Who sends is asked before a body is read, and a body can be held back for minutes. What it asks for is done only if
 * its sender may still do it once it is there.
 */

let house: TestHouse;
let app: Listening;
beforeAll(async () => {
	house = await testHouse();
	app = await listenWith(await buildOfRoutes());
});
afterAll(async () => {
	await app.close();
	await house.close();
});

const urlencoded = (fields: Record<string, string>) => ({
	type: "application/x-www-form-urlencoded",
	body: new URLSearchParams(fields).toString(),
});

const multipart = (fields: Record<string, string>) => ({
	type: "multipart/form-data; boundary=x",
	body: `${Object.entries(fields)
		.map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
		.join("")}--x--\r\n`,
});

/**
 * Posts all but the last letter, waits until the server has asked who it is, lets happen what happens meanwhile, and sends
 * the rest.
 *
 * @returns the status and where the answer leads.
 */
async function postHeldBack(
	path: string,
	sender: Actor,
	{ type, body }: { type: string; body: string },
	meanwhile: () => Promise<unknown>,
): Promise<{ status: number; location: string | undefined }> {
	const before = new Date(now().getTime() - 3_600_000);
	const cookie = await signedIn(house.db, sender, before);
	const used = house.db.selectFrom("personSession").select("lastUsedAt").where("userId", "=", sender.personId);
	const socket = connect(app.port, "127.0.0.1");
	let answer = "";
	socket.on("data", (bytes) => {
		answer += bytes;
	});
	const head = [`POST ${path} HTTP/1.1`, `Host: 127.0.0.1:${app.port}`, `Cookie: ${cookie}`, `Content-Type: ${type}`];
	const length = `Content-Length: ${Buffer.byteLength(body)}`;
	socket.write(`${[...head, length, "Connection: close"].join("\r\n")}\r\n\r\n${body.slice(0, -1)}`);
	// Its use is noted where a session is read.
	await expect.poll(async () => (await used.executeTakeFirstOrThrow()).lastUsedAt > before).toBe(true);
	// The page and its action each ask, and the second may still be on its way: what is asked after it is answered after it.
	for (const _ask of [1, 2]) await fetch(`${app.url}/account`, { headers: { Cookie: cookie } });
	await meanwhile();
	socket.write(body.slice(-1));
	await once(socket, "close");
	return {
		status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]),
		location: /\r\nlocation: (\S+)/i.exec(answer)?.[1],
	};
}

async function suspendedAt(person: Actor): Promise<Date | null> {
	const query = house.db.selectFrom("person").select("suspendedAt").where("id", "=", person.personId);
	return (await query.executeTakeFirstOrThrow()).suspendedAt;
}

const meanwhile: [string, (sender: Actor) => Promise<unknown>, { status: number; location?: RegExp }][] = [
	["nothing happens", async () => undefined, { status: 303, location: /^\/admin\/people\// }],
	[
		"the account is suspended",
		({ personId }) => house.db.updateTable("person").set({ suspendedAt: now() }).where("id", "=", personId).execute(),
		{ status: 303, location: /^\/sign-in\?to=.*&unkept=yes$/ },
	],
	[
		"the session is ended",
		({ personId }) => house.db.deleteFrom("personSession").where("userId", "=", personId).execute(),
		{ status: 303, location: /^\/sign-in\?to=.*&unkept=yes$/ },
	],
	[
		"the role is taken away",
		({ personId }) =>
			house.db
				.updateTable("personRole")
				.set({ revokedAt: now(), revokedBy: "test" })
				.where("personId", "=", personId)
				.execute(),
		{ status: 404 },
	],
];

describe.each([
	["a form", urlencoded],
	["a form with parts", multipart],
])("%s whose end is held back", (_kind, encoded) => {
	test.each(meanwhile)("while %s", async (what, happens, expected) => {
		const administrator = await makeStaff(house.db, "administrator");
		const subject = await makePerson(house.db);
		const path = `/admin/people/${subject.personId}/suspend`;
		const form = encoded({ reason: "Đã nghỉ việc." });
		let notThereYet = now();
		const answer = await postHeldBack(path, administrator, form, async () => {
			await happens(administrator);
			notThereYet = now();
		});
		expect(answer).toEqual({
			status: expected.status,
			location: expected.location ? expect.stringMatching(expected.location) : undefined,
		});
		const done = await suspendedAt(subject);
		expect(done !== null).toBe(what === "nothing happens");
		// Done when it was all there, not when it was begun: else whoever begins in time is never late.
		if (done) expect(done.getTime()).toBeGreaterThanOrEqual(notThereYet.getTime());
	});
});
