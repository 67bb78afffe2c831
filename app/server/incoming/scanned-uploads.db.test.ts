import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileFieldName } from "#app/form/chosen-file.ts";
import { config } from "#app/house/config.server.ts";
import { scanUpload } from "#app/house/scan/scan-upload.server.ts";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { EICAR, FakeClamd } from "#testing/fake-clamd.ts";
import { aPdf, makeDraft } from "#testing/make-application.ts";
import { makeAgreed, makeClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeAssociation, makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

let house: TestHouse;
let app: Listening;
let clamd: FakeClamd;
let owner: string;
let officer: string;
/** The file is in the field `file` unless another is named. */
let ways: { path: string; as: string; fields: Record<string, string>; fileField?: string }[];
beforeAll(async () => {
	house = await testHouse();
	app = await listenWith(await buildOfRoutes());
	clamd = new FakeClamd();
	config.CLAMD_URL = await clamd.start();
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 500_000_000n } });
	const agreed = await makeAgreed(house.db, { associationId, programmeId });
	const claim = await makeClaim(house.db, agreed);
	const draft = await makeDraft(house.db, { business: agreed.business });
	owner = await signedIn(house.db, agreed.owner);
	officer = await signedIn(house.db, await makeStaff(house.db, "finance_officer", "", "Trần Thị Quỹ"));
	const quotation = { kind: "quotation" };
	const proof = { kind: "payment-proof" };
	const [fileOfQuotation, fileOfProof] = [quotation, proof].map(fileFieldName);
	ways = [
		{ path: `/applications/${draft.reference}/documents`, as: owner, fields: {}, fileField: fileOfQuotation },
		{ path: `/files/applications/${randomUUID()}?of=${draft.reference}`, as: owner, fields: quotation },
		{ path: `/claims/${claim}/documents`, as: owner, fields: {}, fileField: fileOfProof },
		{ path: `/files/claims/${randomUUID()}?of=${claim}`, as: owner, fields: proof },
		{ path: `/claims/${claim}/costs`, as: owner, fields: {} },
		{ path: `/claims/${claim}/costs/file`, as: owner, fields: {} },
		{ path: "/finance/answers", as: officer, fields: {} },
	];
});
afterAll(async () => {
	config.CLAMD_URL = undefined;
	await clamd.stop();
	await app.close();
	await house.close();
});

/** Sends a file by each way in, as its page does; its kind is right for each, whatever follows. */
async function sendByEachWay(content: string): Promise<{ path: string; status: number; says: string }[]> {
	const answers = [];
	for (const { path, as, fields, fileField = "file" } of ways) {
		const body = new FormData();
		const ids = { documentId: randomUUID(), uploadId: randomUUID() };
		for (const [name, value] of Object.entries({ ...fields, ...ids, draftVersion: "1" })) body.set(name, value);
		const isText = path === "/finance/answers" || path.includes("/costs");
		const parts = isText ? [content] : ["%PDF-1.7\n", content, "\ntrailer<<>>\nstartxref\n9\n%%EOF\n"];
		body.set(fileField, new File(parts, "bao-gia tháng 9.pdf"));
		const headers = { Cookie: as };
		const answer = await fetch(`${app.url}${path}`, { method: "POST", body, headers, redirect: "manual" });
		answers.push({ path, status: answer.status, says: await answer.text() });
	}
	return answers;
}

const countOf = async (table: string) => {
	const { rows } = await sql<{ count: string }>`select count(*)::text as count from ${sql.table(table)}`.execute(
		house.db,
	);
	return Number(rows[0]?.count);
};

test("a file with malware is refused by each way in, in words, and the audit log says whose it was", async () => {
	const [files, entries] = [await countOf("stored_file"), await countOf("audit_entry")];
	for (const { path, status, says } of await sendByEachWay(EICAR)) {
		expect([path, status]).toEqual([path, 422]);
		expect([path, says]).toEqual([
			path,
			expect.stringMatching(/thấy Eicar-Signature trong “bao-gia tháng 9\.(pdf|xml|txt|csv)”/),
		]);
	}
	expect(await countOf("stored_file")).toBe(files);
	const told = await house.db.selectFrom("auditEntry").selectAll().where("action", "=", "file.infected").execute();
	expect(await countOf("audit_entry")).toBe(entries + ways.length);
	expect(new Set(told.map(({ actorName }) => actorName)).size).toBe(2);
	for (const entry of told) {
		expect(entry).toMatchObject({
			subjectLabel: expect.stringContaining("bao-gia tháng 9"),
			facts: { signature: "Eicar-Signature" },
		});
		expect(JSON.stringify([entry.subjectLabel, entry.facts])).not.toContain("EICAR-STANDARD");
	}
});

test("says it in English too", async () => {
	const body = new FormData();
	body.set("file", new File([EICAR], "answer.csv"));
	const headers = { Cookie: `${officer}; locale=en` };
	const answer = await fetch(`${app.url}/finance/answers`, { method: "POST", body, headers });
	expect(await answer.text()).toContain("found Eicar-Signature in “answer.txt”");
});

test("a clean file is scanned, and goes on to what each way makes of it", async () => {
	const before = clamd.scanned.length;
	const answers = await sendByEachWay("Mã,Tiền\nCT-2026-00001,5\n");
	expect(clamd.scanned.length).toBe(before + ways.length);
	expect(answers.slice(0, 4).map(({ status }) => status)).toEqual([303, 201, 303, 201]);
	for (const { says } of answers) expect(says).not.toContain("mã độc");
});

test.each([
	["that is away", {}, "Lúc này không quét được mã độc"],
	["that fails", { says: "stream: Can't open file or directory ERROR" }, "Lúc này không quét được mã độc"],
	["that takes less", { maxBytes: 3 }, "lớn quá mức mà phần mềm quét mã độc nhận"],
])("nothing is taken with a scanner %s", async (what, manners, words) => {
	const files = await countOf("stored_file");
	const url = config.CLAMD_URL;
	clamd.manners = manners;
	if (what === "that is away") config.CLAMD_URL = "tcp://127.0.0.1:1";
	for (const { path, status, says } of await sendByEachWay("Mã,Tiền\n1,2\n")) {
		expect([path, status, says.includes(words)]).toEqual([path, 422, true]);
	}
	expect(await countOf("stored_file")).toBe(files);
	clamd.manners = {};
	config.CLAMD_URL = url;
	const metrics = await (await fetch(`${app.url}/metrics`)).text();
	const outcome = what === "that takes less" ? "too_large" : "failed";
	expect(
		Number(new RegExp(`upload_scans_total\\{outcome="${outcome}"\\} (\\d+)`).exec(metrics)?.[1]),
	).toBeGreaterThanOrEqual(7);
});

test("one that does not answer in time has not scanned either", async () => {
	clamd.manners = { says: null };
	const said = await scanUpload({ fileName: "a.pdf", bytes: aPdf }, async () => {}, 100);
	expect(said).toContain("Lúc này không quét được mã độc");
	clamd.manners = {};
});

test("of one person the audit log tells so many in a day", async () => {
	for (let more = 0; more < 4; more++) await sendByEachWay(EICAR);
	const told = await house.db
		.selectFrom("auditEntry")
		.select("actorName")
		.where("action", "=", "file.infected")
		.execute();
	const byOwner = told.filter(({ actorName }) => actorName !== "Trần Thị Quỹ");
	expect(byOwner).toHaveLength(20);
});
