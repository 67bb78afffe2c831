import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { acceptForAll } from "#testing/accept-for-all.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { type MadeApplication, makeDecision, makeSubmittedApplication } from "#testing/make-review.ts";
import { makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { handlers } from "./handlers.server.ts";

let house: TestHouse;
let associationId: string;
let programmeId: string;
let reviewer: Actor;

// Approved on Tuesday 8 September 2026: the last day to accept is the 22nd.
const approvedAt = new Date("2026-09-08T03:00:00Z");

beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
	reviewer = await makeStaff(house.db, "reviewer", associationId);
});
afterAll(() => house.close());

const mailsTo = async ({ owner }: MadeApplication) =>
	house.db
		.selectFrom("outboxMail")
		.select(["template", "subject", "text"])
		.where("recipient", "=", owner.email)
		.orderBy("writtenAt")
		.orderBy("template")
		.execute();

test("an approval invites to accept, reminds while it waits, and confirms, each once", async () => {
	const application = await makeSubmittedApplication(house.db, { programmeId, associationId });
	const decisionId = await makeDecision(house.db, reviewer, application.reference);
	const { id: applicationId, reference } = application;
	await handlers["application.approved"]({ applicationId, decisionId }, approvedAt);
	await handlers["application.approved"]({ applicationId, decisionId }, approvedAt);
	const reminded = new Date("2026-09-17T01:00:00Z");
	await handlers["agreement.remind"]({ applicationId }, reminded);
	await handlers["agreement.remind"]({ applicationId }, reminded);
	await acceptForAll(house.db, { ...application, now: reminded });
	await handlers["agreement.accepted"]({ applicationId }, new Date("2026-09-17T02:00:00Z"));
	await handlers["agreement.remind"]({ applicationId }, new Date("2026-09-21T01:00:00Z"));
	await handlers["agreement.lapse"]({ applicationId }, new Date("2026-09-23T01:00:00Z"));

	const mails = await mailsTo(application);
	expect(mails.map(({ template }) => template)).toEqual([
		"application-approved",
		"certificate-issued",
		"turn-reminder",
		"agreement-accepted",
	]);
	const [invitation, , reminder] = mails;
	expect(invitation?.subject).toContain(reference);
	expect(invitation?.text).toContain("50.000.000");
	expect(invitation?.text).toContain("22/09/2026");
	expect(invitation?.text).toContain(`/applications/${reference}/agreement`);
	expect(reminder?.subject.replaceAll("\u00A0", " ")).toBe(
		`Hồ sơ ${reference}: Ký thỏa thuận hỗ trợ. Chậm nhất thứ Ba, 22/09/2026. Còn 3 ngày làm việc`,
	);
	expect(reminder?.text).toContain(`/applications/${reference}/agreement`);
});

test.each([
	["reject", "application.rejected", "application-rejected"],
	["request_changes", "application.changes-requested", "changes-requested"],
] as const)("%s is told in the reviewer's words", async (kind, job, template) => {
	const application = await makeSubmittedApplication(house.db, { programmeId, associationId });
	const reasons = "Báo giá chưa có chữ ký của nhà cung cấp.";
	const decisionId = await makeDecision(house.db, reviewer, application.reference, { kind, reasons });
	await handlers[job]({ applicationId: application.id, decisionId }, approvedAt);
	const [mail] = await mailsTo(application);
	expect(mail?.template).toBe(template);
	expect(mail?.text).toContain(reasons);
	if (kind === "reject") expect(mail?.text.replace(/\s+/g, " ")).toMatch(/không được duyệt:? [\d.]+ đ/);
});
