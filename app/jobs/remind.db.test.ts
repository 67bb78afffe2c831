import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { ownFiles } from "#app/turn/own-files.server.ts";
import { buttonOf, byWhen, noteOf, whatToDo } from "#app/turn/turn-words.ts";
import { acceptForAll } from "#testing/accept-for-all.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { type MadeApplication, makeDecision, makeSubmittedApplication } from "#testing/make-review.ts";
import { makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { handlers } from "./handlers.server.ts";

let house: TestHouse;
let place: { programmeId: string; associationId: string };
let reviewer: Actor;
let application: MadeApplication;

/** Three working days before the last day to sign. */
const REMINDED = new Date("2026-09-17T01:00:00Z");
const NEXT_DAY = new Date("2026-09-18T01:00:00Z");

beforeAll(async () => {
	house = await testHouse();
	const associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	const programmeId = await makeProgramme({
		envelopes: { [associationId]: 1_000_000_000n },
		rules: rulesWith({ payee: "business" }),
	});
	place = { programmeId, associationId };
});
afterAll(() => house.close());
beforeEach(async () => {
	application = await makeSubmittedApplication(house.db, place);
	await makeDecision(house.db, reviewer, application.reference);
});

const remind = (now = REMINDED) => handlers["agreement.remind"]({ applicationId: application.id }, now);

const remindersTo = ({ email }: Actor) =>
	house.db
		.selectFrom("outboxMail")
		.selectAll()
		.where("recipient", "=", email)
		.where("template", "=", "turn-reminder")
		.orderBy("writtenAt")
		.orderBy("id")
		.execute();

async function helperOf({ business }: MadeApplication): Promise<Actor> {
	const helper = await makePerson(house.db);
	await house.db
		.insertInto("businessMember")
		.values({ businessId: business.id, personId: helper.personId, role: "staff", since: REMINDED })
		.execute();
	return helper;
}

const plain = (text = "") => text.replaceAll("\u2060", "").replace(/\s+/g, " ");

test("a reminder says what the owner's first page says, with its link, and goes to nobody else", async () => {
	const helper = await helperOf(application);
	await remind();
	const [mine] = (await ownFiles(house.db, application.owner, REMINDED, application.reference))[0]?.mine ?? [];
	const [reminder, ...more] = await remindersTo(application.owner);
	expect(more).toEqual([]);
	if (!mine) throw new Error("it is not the owner's turn");
	const text = plain(reminder?.text);
	for (const words of [whatToDo(mine, "vi"), noteOf(mine, "vi"), byWhen(mine, "vi"), buttonOf(mine, "vi")]) {
		expect(text).toContain(plain(words));
	}
	expect(text).toContain(mine.href);
	// Who cannot bind the business cannot sign.
	expect(await remindersTo(helper)).toEqual([]);
});

test("what was done before the mail goes is not reminded of; a mail that waited a day says what is left now", async () => {
	await remind();
	const [waiting] = await remindersTo(application.owner);
	expect(waiting?.subject).toContain("Còn 3\u00a0ngày làm việc");
	await handlers["mail.send"]({ mailId: waiting?.id ?? "" }, NEXT_DAY);
	const [later] = await remindersTo(application.owner);
	expect(later?.subject).toContain("Còn 2\u00a0ngày làm việc");
	expect(later?.text).toContain("Còn 2\u00a0ngày làm việc");
	expect(later?.overtakenAt).toBeNull();

	await acceptForAll(house.db, { ...application, now: NEXT_DAY });
	await handlers["mail.send"]({ mailId: waiting?.id ?? "" }, NEXT_DAY);
	expect((await remindersTo(application.owner))[0]).toMatchObject({ overtakenAt: NEXT_DAY, sentAt: null });
	await remind(NEXT_DAY);
	expect(await remindersTo(application.owner)).toHaveLength(1);
});
