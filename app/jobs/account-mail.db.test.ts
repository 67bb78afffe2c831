import { Logger, runOnce } from "graphile-worker";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { pool } from "#app/house/database.server.ts";
import { askAddress } from "#app/identity/account/address/ask-address.server.ts";
import { saveMails } from "#app/identity/account/save-mails.server.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeDecision, makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { handlers } from "./handlers.server.ts";
import { taskList } from "./task-list.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const silent = new Logger(() => () => undefined);
const now = new Date("2026-09-08T03:00:00Z");

async function doJobs(): Promise<void> {
	await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: silent });
}

const mailsTo = (recipient: string) =>
	house.db
		.selectFrom("outboxMail")
		.select(["template", "locale", "html"])
		.where("recipient", "=", recipient)
		.orderBy("template")
		.execute();

test("a free address gets the link, a taken one is told by name, and the page cannot tell which", async () => {
	const [asker, holder] = [await makePerson(house.db, "Đỗ Văn Hỏi"), await makePerson(house.db, "Lý Thị Giữ")];
	await house.db.updateTable("person").set({ locale: "en" }).where("id", "=", holder.personId).execute();
	await askAddress(contextOf(house.db, asker, now), { email: "trong@moi.example.test" });
	await doJobs();
	expect(await mailsTo("trong@moi.example.test")).toMatchObject([{ template: "confirm-new-address", locale: "vi" }]);
	expect(await mailsTo(asker.email)).toMatchObject([{ template: "address-change-asked" }]);

	await askAddress(contextOf(house.db, asker, now), { email: holder.email });
	await doJobs();
	const [told, ...more] = await mailsTo(holder.email);
	expect(more).toEqual([]);
	expect(told).toMatchObject({ template: "address-taken", locale: "en" });
	expect(told?.html).toContain("Lý Thị Giữ");
	expect(told?.html).not.toContain("Đỗ Văn Hỏi");
	expect(await mailsTo(asker.email)).toHaveLength(2);
});

test("who declines reminders gets none, and gets what is official in the language they chose", async () => {
	const associationId = await makeAssociation(house.db);
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n } });
	const remindedOf = async (choose: (owner: Actor) => Promise<void>) => {
		const made = await makeSubmittedApplication(house.db, { programmeId, associationId });
		const { id: applicationId, owner } = made;
		await choose(owner);
		const decisionId = await makeDecision(house.db, reviewer, made.reference);
		await handlers["application.approved"]({ applicationId, decisionId }, now);
		await handlers["agreement.remind"]({ applicationId }, new Date("2026-09-17T01:00:00Z"));
		return mailsTo(owner.email);
	};
	const all = await remindedOf(async () => undefined);
	expect(all.map(({ template }) => template)).toContain("turn-reminder");
	const fewer = await remindedOf((owner) =>
		saveMails(contextOf(house.db, owner, now), {
			inBusiness: true,
			wanted: { reminders: false, messages: true },
			locale: "en",
		}),
	);
	expect(fewer.map(({ template }) => template)).toEqual(
		all.map(({ template }) => template).filter((template) => template !== "turn-reminder"),
	);
	expect(fewer.find(({ template }) => template === "application-approved")?.locale).toBe("en");
});
