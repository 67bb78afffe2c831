import { afterAll, beforeAll, expect, test } from "vitest";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { withdrawCertificate } from "#app/certificate/withdraw-certificate.server.ts";
import { loader as queueOfManager } from "#app/routes/association/waiting.tsx";
import { deskWaits } from "#app/turn/staff-files.server.ts";
import { whatAwaited } from "#app/turn/turn-words.ts";
import { makeCertificate } from "#testing/make-certificate.ts";
import { makeAgreed, makeSubmittedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { attention } from "./attention.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const STOPPED = new Date("2026-09-10T03:00:00Z");
const LATER = new Date("2026-09-15T03:00:00Z");

test("stopped payments stand in the city's overview and at the association's desk: who acts, since when, with a link", async () => {
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const manager = await makeStaff(house.db, "association_manager", associationId);
	const officer = await makeStaff(house.db, "programme_officer");
	const application = await makeAgreed(house.db, { programmeId, associationId, reviewer });
	const { reference } = application;
	const claim = await makeSubmittedClaim(house.db, application);
	const stopped = async () => (await attention(house.db, programmeId, LATER)).filter(({ kind }) => kind === "stopped");
	expect(await stopped()).toEqual([]);
	expect(await deskWaits(house.db, manager, "association_manager", LATER)).toEqual([]);

	const { code } = await makeCertificate(house.db, application.id, "funding-decision");
	await withdrawCertificate(contextOf(house.db, officer, STOPPED), { code, reason: "Hóa đơn không có thật." });
	const { payableDong } = await house.db
		.selectFrom("claim")
		.select("payableDong")
		.where("reference", "=", claim)
		.executeTakeFirstOrThrow();
	const [row, ...more] = await stopped();
	expect(more).toEqual([]);
	expect(row).toMatchObject({ count: 1, amountDong: payableDong, since: "2026-09-10", which: [{ nameVi: reference }] });
	expect(await doorsIn(house.db, officer, row)).toEqual({ [reference]: `/review/${reference}` });
	for (const [actor, desk] of [
		[reviewer, "reviewer"],
		[manager, "association_manager"],
	] as const) {
		const waits = await deskWaits(house.db, actor, desk, LATER);
		const turn = {
			kind: "stopped",
			whose: "programme",
			since: "2026-09-10",
			subject: claim,
			href: `/review/${reference}`,
		};
		expect(waits).toMatchObject([{ turn }]);
		const doors = await doorsIn(house.db, actor, { waits });
		expect(doors).toEqual({ [reference]: `/review/${reference}`, [claim]: `/review/claims/${claim}` });
	}
	const headers = { cookie: await signedIn(house.db, manager) };
	const request = new Request("http://localhost/association/queue", { headers });
	const queue = await queueOfManager({ request, params: {}, context: {} });
	expect(queue.waits).toMatchObject([{ turn: { kind: "stopped", subject: claim } }]);
	expect(queue.doors).toMatchObject({ [claim]: `/review/claims/${claim}` });
});

test("payments that are stopped before anything is claimed stand at the association's desk from that day", async () => {
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const officer = await makeStaff(house.db, "programme_officer");
	const application = await makeAgreed(house.db, { programmeId, associationId, reviewer });
	const { code } = await makeCertificate(house.db, application.id, "funding-decision");
	await withdrawCertificate(contextOf(house.db, officer, STOPPED), { code, reason: "Hóa đơn không có thật." });
	const waits = async () => (await deskWaits(house.db, reviewer, "reviewer", LATER)).map(({ turn }) => turn);
	const { reference: subject } = application;
	expect(await waits()).toMatchObject([{ kind: "stopped", whose: "programme", since: "2026-09-10", subject }]);
	expect((await waits()).map((turn) => whatAwaited(turn, "vi"))).toEqual(["quyết định việc tạm dừng chi"]);

	// Once a claim waits for it, that is what is named.
	const claim = await makeSubmittedClaim(house.db, application);
	expect(await waits()).toMatchObject([{ kind: "stopped", since: "2026-09-10", subject: claim, number: 1 }]);
});
