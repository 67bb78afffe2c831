import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { readPosted } from "#app/house/http.server.ts";
import { PAGES_OF_PERSON, PAGES_OF_SITE } from "#app/house/limits/page-queue.server.ts";
import { m } from "#messages/messages.js";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { makePerson } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

/* However many pages one person or one site asks for at once, few are made at a time, and everybody else's as ever. */

let house: TestHouse;
let app: Listening;

/** The page waits until it is let go, and says how many of it are made. */
const gate = { making: 0, waiting: [] as (() => void)[] };

async function atGate(): Promise<void> {
	gate.making++;
	await new Promise<void>((go) => gate.waiting.push(go));
	gate.making--;
}

beforeAll(async () => {
	house = await testHouse();
	const build = await buildOfRoutes();
	const page = build.routes["routes/public/verify"];
	if (!page) throw new Error("no page");
	const loader = async ({ request }: { request: Request }) => {
		await atGate();
		if (new URL(request.url).searchParams.has("broken")) throw new Error("broken");
		return { typed: "", wrong: false };
	};
	const action = async ({ request }: { request: Request }) => {
		await readPosted(request, z.object({}));
		await atGate();
		return new Response(null, { status: 303, headers: { Location: "/" } });
	};
	const module = { ...page.module, loader, action } as typeof page.module;
	app = await listenWith({ ...build, routes: { ...build.routes, [page.id]: { ...page, module } } });
});
afterEach(async () => {
	await letAllGo();
});
afterAll(async () => {
	await app.close();
	await house.close();
});

async function letAllGo(): Promise<void> {
	await expect
		.poll(async () => {
			for (const go of gate.waiting.splice(0)) go();
			await new Promise((later) => setImmediate(later));
			return gate.making;
		})
		.toBe(0);
}

const making = () => expect.poll(() => gate.making, { timeout: 20_000 });

async function somebody(): Promise<{ cookie: string }> {
	return { cookie: await signedIn(house.db, await makePerson(house.db, "Người mở nhiều trang")) };
}

type Asking = { answers: Promise<Response>[]; statuses: () => Promise<number[]> };

function ask(count: number, headers: Record<string, string>, path = "/verify", init: RequestInit = {}): Asking {
	const answers = Array.from({ length: count }, () =>
		fetch(`${app.url}${path}`, { redirect: "manual", ...init, headers: { ...headers, ...init.headers } }),
	);
	return { answers, statuses: async () => (await Promise.all(answers)).map(({ status }) => status) };
}

/** What has no page waits in no line, and is refused with the others once that is full. */
const whatHasNoPage = (headers: Record<string, string>) =>
	expect.poll(async () => (await fetch(`${app.url}/language/vi`, { headers, redirect: "manual" })).status);

const untilRefused = (headers: Record<string, string>) => whatHasNoPage(headers).toBe(429);

/** Lets go what waits, again and again, until all have answered. */
async function answered(asking: Asking): Promise<number[]> {
	const statuses = asking.statuses();
	let isDone = false;
	statuses.finally(() => {
		isDone = true;
	});
	await expect
		.poll(
			() => {
				for (const go of gate.waiting.splice(0)) go();
				return isDone;
			},
			{ timeout: 30_000, interval: 5 },
		)
		.toBe(true);
	return statuses;
}

const { running, waiting } = PAGES_OF_PERSON;

test("of one person few pages are made at a time, a line of them waits, and the next is told so", async () => {
	const [crowd, other] = [await somebody(), await somebody()];
	const asking = ask(running + waiting, crowd);
	await making().toBe(running);
	await untilRefused(crowd);
	expect(gate.making).toBe(running);

	const refused = await fetch(`${app.url}/check`, { headers: { ...crowd, Cookie: `${crowd.cookie}; locale=en` } });
	expect([refused.status, Number(refused.headers.get("Retry-After"))]).toEqual([429, 5]);
	expect(await refused.text()).toContain(m.house_pages_at_once({}, { locale: "en" }));
	// Also where the browser asks for the data of a page alone, whose frame shows it, and for a form.
	const data = await fetch(`${app.url}/check.data`, { headers: crowd });
	expect(data.status).toBe(429);
	expect(await data.text()).toContain(m.house_pages_at_once({}, { locale: "vi" }));
	expect(await ask(1, crowd, "/verify", { method: "POST", body: new URLSearchParams() }).statuses()).toEqual([429]);
	// Nor is it looked up which pages there are.
	expect(await ask(1, crowd, "/__manifest?p=%2Fcheck&version=test").statuses()).toEqual([429]);

	// Nobody else is told so, neither another person of the same site nor a visitor.
	expect((await fetch(`${app.url}/check`, { headers: other })).status).toBe(200);
	expect((await fetch(`${app.url}/check`)).status).toBe(200);
	expect(await answered(asking)).toEqual(Array(running + waiting).fill(200));
	expect((await fetch(`${app.url}/check`, { headers: crowd })).status).toBe(200);
});

test("a room of thirty behind one address who each open ten pages is never refused", async () => {
	expect(PAGES_OF_SITE.running + PAGES_OF_SITE.waiting).toBeGreaterThanOrEqual(30 * 10);
	const count = PAGES_OF_SITE.running + 15;
	const asking = ask(count, {});
	await making().toBe(PAGES_OF_SITE.running);
	expect(await answered(asking)).toEqual(Array(count).fill(200));
});

test("who goes leaves the line, and what is made for them is made to its end first", async () => {
	const person = await somebody();
	const gone = new AbortController();
	const crowd = ask(running + waiting, person, "/verify", { signal: gone.signal });
	await untilRefused(person);
	gone.abort();
	await Promise.allSettled(crowd.answers);

	// The line is empty again, and the places are not: they are kept by what is made for nobody.
	await whatHasNoPage(person).not.toBe(429);
	const late = ask(1, person);
	expect((await fetch(`${app.url}/check`)).status).toBe(200);
	expect(gate.making).toBe(running);
	for (const go of gate.waiting.splice(0)) go();
	await making().toBe(1);
	expect(await answered(late)).toEqual([200]);
});

test("an ended session, or half of one, stands in nobody's line", async () => {
	const actor = await makePerson(house.db, "Người có phiên cũ");
	const old = { cookie: await signedIn(house.db, actor) };
	await house.db.deleteFrom("personSession").where("userId", "=", actor.personId).execute();
	const half = { cookie: await signedIn(house.db, actor) };
	const ofPerson = () => house.db.updateTable("personSession").where("userId", "=", actor.personId);
	await ofPerson()
		.set({ amr: ["pwd"], secondFactorAt: null })
		.execute();
	await house.db.updateTable("person").set({ twoFactorEnabled: true }).where("id", "=", actor.personId).execute();
	const own = { cookie: await signedIn(house.db, actor) };

	const crowds = [ask(2 * running, old), ask(2 * running, half)];
	// More than one person's line makes at once, since these are visitors.
	await making().toBe(4 * running);
	const page = ask(1, own);
	await making().toBe(4 * running + 1);
	for (const asking of [...crowds, page]) expect(new Set(await answered(asking))).toEqual(new Set([200]));
});

test("who asks which pages there are stands in the line", async () => {
	const person = await somebody();
	const pages = ask(running, person);
	await making().toBe(running);
	let isTold = false;
	const asked = fetch(`${app.url}/__manifest?p=%2Fcheck&version=test`, { headers: person }).then((answer) => {
		isTold = true;
		return answer.status;
	});
	// One that waits in no line has come and gone meanwhile.
	await fetch(`${app.url}/language/vi`, { headers: person, redirect: "manual" });
	await fetch(`${app.url}/check`);
	expect(isTold).toBe(false);
	expect(await answered(pages)).toEqual(Array(running).fill(200));
	expect(await asked).toBe(200);
});

test("a page that fails gives its place on", async () => {
	const person = await somebody();
	expect(await answered(ask(2 * running, person, "/verify?broken"))).toEqual(Array(2 * running).fill(500));
	expect(await answered(ask(running, person))).toEqual(Array(running).fill(200));
});

test("a form has its turn once its body is there, and holds no place before", async () => {
	const person = await somebody();
	const sockets = Array.from({ length: running + 1 }, () => {
		const socket = connect(app.port, "127.0.0.1");
		const head = ["POST /verify HTTP/1.1", `Host: 127.0.0.1:${app.port}`, `Cookie: ${person.cookie}`];
		const body = ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 3", "", "a="];
		socket.write([...head, ...body].join("\r\n"));
		return socket;
	});
	expect(await answered(ask(1, person))).toEqual([200]);
	for (const socket of sockets) socket.write("1");
	await making().toBe(running);
	expect(gate.waiting.length).toBe(running);
	for (const go of gate.waiting.splice(0)) go();
	// The last one comes after them.
	await making().toBe(1);
	for (const socket of sockets) socket.destroy();
});
