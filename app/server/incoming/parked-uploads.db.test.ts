import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { aPdf, makeDraft } from "#testing/make-application.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeAgreed, makeClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeAssociation } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

/*
 * The body of an upload is held in memory while it comes, and it may come slowly. So it is asked first whose file it is
 * for, and one person holds few of them at a time.
 */

let house: TestHouse;
let app: Listening;
let owner: string;
let stranger: string;
let application: string;
let ways: string[];
const parked: Socket[] = [];

beforeAll(async () => {
	house = await testHouse();
	app = await listenWith(await buildOfRoutes());
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 500_000_000n } });
	const agreed = await makeAgreed(house.db, { associationId, programmeId });
	const claim = await makeClaim(house.db, agreed);
	application = (await makeDraft(house.db, { business: agreed.business })).reference;
	owner = await signedIn(house.db, agreed.owner);
	stranger = await signedIn(house.db, (await makeBusiness(house.db)).owner);
	ways = [
		`/applications/${application}/documents`,
		`/files/applications/${randomUUID()}?of=${application}`,
		`/claims/${claim}/documents`,
		`/files/claims/${randomUUID()}?of=${claim}`,
		`/claims/${claim}/costs`,
		`/claims/${claim}/costs/file`,
		// Nobody's.
		"/claims/DN-2099-999999/costs/file",
		`/files/applications/${randomUUID()}`,
	];
});
afterEach(() => {
	for (const socket of parked.splice(0)) socket.destroy();
});
afterAll(async () => {
	await app.close();
	await house.close();
});

/** Begins to send a file and holds back the rest. @returns the status of an answer that comes all the same. */
function park(path: string, cookie: string, length = 1_000_000): { answered: Promise<number>; socket: Socket } {
	const socket = connect(app.port, "127.0.0.1");
	parked.push(socket);
	const head = [
		`POST ${path} HTTP/1.1`,
		`Host: 127.0.0.1:${app.port}`,
		`Cookie: ${cookie}`,
		"Content-Type: multipart/form-data; boundary=x",
		`Content-Length: ${length}`,
	];
	socket.write(
		`${head.join("\r\n")}\r\n\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF`,
	);
	const answered = new Promise<number>((done, failed) => {
		socket.once("data", (bytes) => done(Number(/^HTTP\/1\.1 (\d+)/.exec(String(bytes))?.[1])));
		socket.once("error", failed);
	});
	answered.catch(() => undefined);
	return { answered, socket };
}

test("who adds a file to what is not theirs is told so before it is read", async () => {
	for (const path of ways) expect([path, await park(path, stranger).answered]).toEqual([path, 404]);
	const waiting = park(ways[0] ?? "", owner).answered.then(() => "answered");
	const aWhile = new Promise((go) => setTimeout(go, 300)).then(() => "waits for the rest");
	expect(await Promise.race([waiting, aWhile])).toBe("waits for the rest");
});

test("a file longer than its kind may be is refused before it is read", async () => {
	const [, , , , costs = ""] = ways;
	expect(await park(costs, owner, 6_000_000).answered).toBe(422);
});

test("one person holds few bodies at a time, and nobody else waits for them", async () => {
	const path = `/applications/${application}/documents`;
	const refused: number[] = [];
	for (let count = 0; count < 12; count++) void park(path, owner).answered.then((status) => refused.push(status));
	// Two come, seven wait.
	await expect.poll(() => refused, { timeout: 15_000 }).toEqual([503, 503, 503]);

	const business = await makeBusiness(house.db);
	const draft = await makeDraft(house.db, { business });
	const body = new FormData();
	for (const [name, value] of Object.entries({ documentId: randomUUID(), kind: "quotation" })) body.set(name, value);
	body.set("file", new File([aPdf], "bao-gia.pdf"));
	const sent = await fetch(`${app.url}/files/applications/${randomUUID()}?of=${draft.reference}`, {
		method: "POST",
		body,
		headers: { Cookie: await signedIn(house.db, business.owner) },
	});
	expect([sent.status, await sent.text()]).toEqual([201, "{}"]);
});
