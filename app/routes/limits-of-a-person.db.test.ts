import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { countRate, type RateName } from "#app/house/limits/rate-limit.server.ts";
import { makeDraft, makeSubmitted } from "#testing/make-application.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeAssociation, makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

/*
 * What makes mails to a whole association, or lines of a log that nobody can shorten, is done only so often by one person.
 */

const modules = import.meta.glob<Record<"action" | "loader", ((args: unknown) => Promise<unknown>) | undefined>>(
	"./**/*.tsx",
);

let house: TestHouse;
let owner: Actor;
let reviewer: Actor;
let reference: string;
beforeAll(async () => {
	house = await testHouse();
	const business = await makeBusiness(house.db);
	owner = business.owner;
	reviewer = await makeStaff(house.db, "reviewer", await makeAssociation(house.db));
	reference = (await makeDraft(house.db, { business })).reference;
});
afterAll(() => house.close());

type Answer = { data?: { formError?: string | null }; init?: { status?: number } };

async function post(route: string, actor: Actor, fields: Record<string, string>): Promise<Answer> {
	const Cookie = await signedIn(house.db, actor);
	const init = { method: "POST", headers: { Cookie }, body: new URLSearchParams(fields) };
	const request = new Request("http://localhost/", init);
	const { action } = (await modules[`./${route}.tsx`]?.()) ?? {};
	return (await action?.({ request, params: { reference }, context: {} }).catch((thrown) => thrown)) as Answer;
}

const submission = {
	submissionId: randomUUID(),
	draftVersion: "1",
	shownDong: "1",
	truthful: "on",
	notBought: "on",
};
const message = { messageId: randomUUID(), body: "Câu hỏi" };
const figures = { year: "2025", employees: "9", womenEmployees: "1", revenueDong: "1000000", capitalDong: "1000000" };

test.each<[string, RateName, () => Actor, Record<string, string>, number]>([
	["business/application-submit", "submission", () => owner, submission, 30],
	["business/application-withdraw", "submission", () => owner, {}, 30],
	["business/application-messages", "message", () => owner, message, 30],
	["association/case-messages", "message-staff", () => reviewer, message, 200],
	["business/figures", "figures", () => owner, figures, 100],
	["business/groups", "figures", () => owner, {}, 100],
])("%s: one person does it only so often", async (route, name, who, fields, most) => {
	const person = who();
	const limited = (answer: Answer) => /Đã thử quá nhiều lần/.test(answer.data?.formError ?? "");
	// Each route of the same limit begins with what the one before it has used up.
	let left = most;
	while ((await countRate(name, person.personId)).allowed) expect(left--).toBeGreaterThan(0);
	const refused = await post(route, person, fields);
	expect([refused.init?.status, limited(refused)]).toEqual([409, true]);
	// Nobody else is held up by it.
	const other = route.startsWith("business")
		? (await makeBusiness(house.db)).owner
		: await makeStaff(house.db, "reviewer");
	expect(limited(await post(route, other, fields))).toBe(false);
});

test("receipts are made only so often for one person, whose line is everybody's", async () => {
	const application = await makeSubmitted(house.db);
	const Cookie = await signedIn(house.db, application.owner);
	const { loader } = (await modules["./resources/application-receipt-pdf.tsx"]?.()) ?? {};
	const read = async () => {
		const request = new Request("http://localhost/", { headers: { Cookie } });
		const params = { reference: application.reference };
		const answer = await loader?.({ request, params, context: {} }).catch((thrown) => thrown);
		return answer instanceof Response ? answer.status : null;
	};
	expect(await read()).toBe(200);
	for (let used = 1; used < 12; used++) await countRate("document-person", application.owner.personId);
	expect(await read()).toBe(429);
});
