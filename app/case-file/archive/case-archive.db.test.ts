import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { makeCertificate } from "#testing/make-certificate.ts";
import { type MadeAgreed, makeAgreed, makeSubmittedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { archivedCase } from "./archived-files.server.ts";
import { caseArchive } from "./case-archive.server.ts";

let house: TestHouse;
let file: MadeAgreed;
let claim: string;
let code: string;
let associationId: string;
beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n } });
	file = await makeAgreed(house.db, { programmeId, associationId });
	claim = await makeSubmittedClaim(house.db, file);
	({ code } = await makeCertificate(house.db, file.id, "funding-decision"));
});
afterAll(() => house.close());

/** The files of an archive by their names, read from its central directory (APPNOTE 4.3.12); all are stored as they are. */
function filesIn(zip: Buffer): Map<string, Buffer> {
	const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
	const files = new Map<string, Buffer>();
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		const [size, name, extra] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
		const header = zip.readUInt32LE(at + 42);
		const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
		const stored = zip.readUInt16LE(at + 10) === 0;
		if (stored) files.set(zip.toString("utf8", at + 46, at + 46 + name), zip.subarray(start, start + size));
		else files.set(zip.toString("utf8", at + 46, at + 46 + name), Buffer.alloc(0));
		at += 46 + name + extra + zip.readUInt16LE(at + 32);
	}
	return files;
}

async function archiveFor(actor: Actor): Promise<Map<string, Buffer> | null> {
	const found = await archivedCase(house.db, actor, file.reference);
	return found && filesIn(await buffer(await caseArchive(contextOf(house.db, actor), found)));
}

const linesOf = (actor: Actor) =>
	house.db
		.selectFrom("auditEntry")
		.select(["subjectLabel", "facts"])
		.where("action", "=", "file.read")
		.where("actorId", "=", actor.personId)
		.orderBy("id")
		.execute();

test("holds every file as it was stored, an index with their hashes, and is told of file by file", async () => {
	const auditor = await makeStaff(house.db, "auditor");
	const files = await archiveFor(auditor);
	const names = [...(files?.keys() ?? [])];
	expect(names[0]).toBe("muc-luc.csv");
	expect(names.filter((name) => name.startsWith(`${file.reference}/bao-gia-1-`))).toHaveLength(1);
	expect(names.some((name) => name.startsWith(`${claim}/hoa-don-1-`))).toBe(true);
	expect(names.some((name) => name.startsWith(`${file.reference}/thoa-thuan-ho-tro-1-`))).toBe(true);
	expect(names.filter((name) => name.endsWith(`-1-${code}.pdf`))).toHaveLength(1);
	const stored = await house.db
		.selectFrom("applicationDocument")
		.select("sha256")
		.where("applicationId", "=", file.id)
		.execute();
	const hashes = [...(files?.values() ?? [])].map((bytes) => createHash("sha256").update(bytes).digest("hex"));
	for (const { sha256 } of stored) expect(hashes).toContain(sha256);
	const lines = await linesOf(auditor);
	expect(lines).toHaveLength(names.length - 1);
	expect(new Set(lines.map(({ subjectLabel }) => subjectLabel))).toEqual(new Set([file.reference, claim]));
});

test("a file is read in pieces, no faster than its reader takes it", async () => {
	const [small, large] = ["a", "b"].map((letter) => Buffer.alloc(3_000_000, letter));
	const { id } = await house.db
		.selectFrom("applicationDocument")
		.innerJoin("submissionDocument", "documentId", "applicationDocument.id")
		.select("fileId as id")
		.where("applicationId", "=", file.id)
		.executeTakeFirstOrThrow();
	const rewrite = async (bytes: Buffer | undefined) => {
		await sql`alter table stored_file disable trigger user`.execute(house.owner);
		await house.owner.updateTable("storedFile").set({ bytes }).where("id", "=", id).execute();
		await sql`alter table stored_file enable trigger user`.execute(house.owner);
	};
	await rewrite(small);
	const auditor = await makeStaff(house.db, "auditor");
	const found = await archivedCase(house.db, auditor, file.reference);
	for (const each of found?.files ?? []) {
		if ("fileId" in each.content && each.content.fileId === id) each.byteSize = 3_000_000n;
	}
	const archive = found && (await caseArchive(contextOf(house.db, auditor), found));
	const taken = { a: 0, b: 0 };
	let isRewritten = false;
	for await (const chunk of archive ?? []) {
		const text = Buffer.from(chunk).toString("latin1");
		for (const letter of ["a", "b"] as const) if (text.includes(letter.repeat(1_000))) taken[letter] += text.length;
		if (isRewritten || taken.a < 200_000) continue;
		// What is still to be read is another letter from now on.
		await rewrite(large);
		isRewritten = true;
	}
	expect(taken.a).toBeLessThan(1_500_000);
	expect(taken.b).toBeGreaterThan(1_500_000);
});

describe("opens to whoever reads the file, and to nobody else", () => {
	test.each(["programme_officer", "finance_officer", "auditor"] as const)("%s", async (role) => {
		expect(await archiveFor(await makeStaff(house.db, role))).not.toBeNull();
	});

	test("the manager of its association, not of another", async () => {
		expect(await archiveFor(await makeStaff(house.db, "association_manager", associationId))).not.toBeNull();
		const elsewhere = await makeStaff(house.db, "association_manager", await makeAssociation(house.db));
		expect(await archiveFor(elsewhere)).toBeNull();
	});

	test("a reviewer once they have declared, and never across a conflict of interest", async () => {
		const reviewer = await makeStaff(house.db, "reviewer", associationId);
		expect(await archiveFor(reviewer)).toBeNull();
		await declareConflict(contextOf(house.db, reviewer), { reference: file.reference, hasConflict: false, note: "" });
		expect(await archiveFor(reviewer)).not.toBeNull();
		const officer = await makeStaff(house.db, "programme_officer");
		await declareConflict(contextOf(house.db, officer), {
			reference: file.reference,
			hasConflict: true,
			note: "Người quen.",
		});
		expect(await archiveFor(officer)).toBeNull();
		expect(await linesOf(officer)).toEqual([]);
	});

	test("no administrator, nor the business itself as staff", async () => {
		expect(await archiveFor(await makeStaff(house.db, "administrator"))).toBeNull();
		expect(await archiveFor(file.owner)).toBeNull();
		const { personId } = file.owner;
		const both = { ...file.owner, roles: [{ role: "auditor" as const, scopeId: "" }], secondFactor: true };
		expect(personId).toBe(both.personId);
		expect(await archiveFor(both)).toBeNull();
	});
});
