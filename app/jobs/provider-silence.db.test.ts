import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askProvider } from "#app/agreement/provider/ask-provider.server.ts";
import { partiesOf } from "#app/agreement/provider/parties.server.ts";
import { answerForProviders } from "#app/demo/signing.server.ts";
import type { Actor } from "#app/house/access.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { ownFiles } from "#app/turn/own-files.server.ts";
import { deskWaits } from "#app/turn/staff-files.server.ts";
import { acceptForBusiness } from "#testing/accept-for-all.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { type MadeApplication, makeApprovedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { handlers } from "./handlers.server.ts";

let house: TestHouse;
let place: { programmeId: string; associationId: string };
let reviewer: Actor;
let application: MadeApplication;

// The business accepts on Friday 18 September 2026: its provider has five working days, and is silent after three, on Wednesday.
const at = (day: string) => new Date(`2026-09-${day}T01:00:00Z`);

beforeAll(async () => {
	house = await testHouse();
	const associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	const rules = rulesWith({ payee: "provider", agreementWorkingDays: 10, providerWorkingDays: 5 });
	place = {
		programmeId: await makeProgramme({ envelopes: { [associationId]: 10_000_000_000n }, rules }),
		associationId,
	};
});
afterAll(() => house.close());
beforeEach(async () => {
	application = await makeApprovedApplication(house.db, { ...place, reviewer });
	await acceptForBusiness(house.db, { ...application, now: at("18") });
});

async function told() {
	return house.db
		.selectFrom("outboxMail")
		.select(["id", "text", "overtakenAt"])
		.where("recipient", "=", application.owner.email)
		.where("template", "=", "provider-silent")
		.orderBy("writtenAt")
		.orderBy("id")
		.execute();
}
const toldBy = async (day: string) => {
	await handlers["agreement.silent-providers"]({}, at(day));
	return (await told()).length;
};
const party = async () => {
	const [first] = await partiesOf(house.db, application.id);
	if (!first) throw new Error("the provider was asked");
	return first;
};

test("its owner hears once whom it waits for, since when and what to do, and reads the same on the first page", async () => {
	expect([await toldBy("22"), await toldBy("23"), await toldBy("24")]).toEqual([0, 1, 1]);
	const { providerName, email, id: partyId } = await party();
	const [mail] = await told();
	const text = mail?.text.replaceAll("\u2060", "").replace(/\s+/g, " ");
	for (const words of [providerName, email, "18/09/2026", "25/09/2026", "Gửi lại hoặc sửa địa chỉ"]) {
		expect(text).toContain(words);
	}
	expect(text).toContain(`/applications/${application.reference}/agreement`);
	const wait = { kind: "provider-accept", said: providerName, since: "2026-09-18", dueOn: "2026-09-25" };
	const [file] = await ownFiles(house.db, application.owner, at("24"), application.reference);
	expect(file).toMatchObject({ mine: [], waiting: [wait] });

	// Asked again, it has as many days again.
	const input = { reference: application.reference, partyId, email };
	await askProvider(contextOf(house.db, application.owner, at("24")), input);
	expect(await toldBy("25")).toBe(1);
	const [again] = await ownFiles(house.db, application.owner, at("25"), application.reference);
	expect(again?.waiting).toMatchObject([{ since: "2026-09-24" }]);
});

test("its association's desk shows the same wait, to those to whom the file is open", async () => {
	const { providerName } = await party();
	const waitOf = async (actor: Actor) =>
		(await deskWaits(house.db, actor, "reviewer", at("22"))).filter(
			({ turn }) => turn.application === application.reference,
		);
	const href = `/review/${application.reference}`;
	expect(await waitOf(reviewer)).toMatchObject([
		{ turn: { kind: "provider-accept", said: providerName, since: "2026-09-18", href } },
	]);
	const elsewhere = await makeStaff(house.db, "reviewer", await makeAssociation(house.db));
	expect(await waitOf(elsewhere)).toEqual([]);
	expect(await waitOf({ ...reviewer, secondFactor: false })).toEqual([]);
	const tied = await makeStaff(house.db, "reviewer", place.associationId);
	await declareConflict(contextOf(house.db, tied), { reference: application.reference, hasConflict: true, note: "" });
	expect(await waitOf(tied)).toEqual([]);
});

test("who has answered before the mail goes is not complained of", async () => {
	expect(await toldBy("23")).toBe(1);
	await answerForProviders(contextOf(house.db, application.owner, at("24")), {
		...application,
		applicationId: application.id,
	});
	const [mail] = await told();
	await handlers["mail.send"]({ mailId: mail?.id ?? "" }, at("24"));
	expect((await told())[0]?.overtakenAt).toEqual(at("24"));
	expect(await toldBy("25")).toBe(1);
	expect(await deskWaits(house.db, reviewer, "reviewer", at("25"))).not.toContainEqual(
		expect.objectContaining({ turn: expect.objectContaining({ application: application.reference }) }),
	);
});
