import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { config } from "#app/house/config.server.ts";
import { aPdf, makeDraft } from "#testing/make-application.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { addDocument } from "./add-document.server.ts";
import { removeDocument } from "./remove-document.server.ts";
import { startApplication } from "./start-application.server.ts";
import { withdrawApplication } from "./withdraw-application.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const wanted = { OPEN_DRAFTS: 3, UPLOAD_MB_PER_DAY: 10, UPLOAD_MB_IN_ALL: 4 };
const usual = Object.fromEntries(Object.keys(wanted).map((name) => [name, Reflect.get(config, name)]));
beforeAll(() => {
	Object.assign(config, wanted);
});
afterAll(() => {
	Object.assign(config, usual);
});

test("a business has only so many drafts for a programme, also of many posts at once; one given up makes room", async () => {
	const { owner, business, programmeId, associationId, reference } = await makeDraft(house.db);
	const ctx = contextOf(house.db, owner);
	const start = () =>
		startApplication(ctx, { applicationId: randomUUID(), businessId: business.id, programmeId, associationId });
	const outcomes = await Promise.allSettled(Array.from({ length: 8 }, start));
	expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
	await expect(start()).rejects.toMatchObject({ code: "application_refusal_many_drafts", facts: { most: 3 } });
	const elsewhere = await makeProgramme({ envelopes: { [associationId]: 500_000_000n } });
	const input = { applicationId: randomUUID(), businessId: business.id, programmeId: elsewhere, associationId };
	await startApplication(ctx, input);
	await withdrawApplication(ctx, { reference });
	await start();
});

const megabytes = (count: number) => {
	const bytes = new Uint8Array(count * 1024 * 1024);
	bytes.set(aPdf);
	return bytes;
};
const upload = (reference: string, owner: Actor, count: number, now?: Date) =>
	addDocument(contextOf(house.db, owner, now), {
		reference,
		documentId: randomUUID(),
		kind: "other",
		fileName: "a.pdf",
		bytes: megabytes(count),
	});

test("an application holds only so many bytes, with those of files that were taken out", async () => {
	const { owner, reference } = await makeDraft(house.db, { quotations: false });
	await upload(reference, owner, 3);
	const document = await house.db
		.selectFrom("applicationDocument")
		.innerJoin("application", "application.id", "applicationId")
		.select("applicationDocument.id")
		.where("reference", "=", reference)
		.executeTakeFirst();
	await removeDocument(contextOf(house.db, owner), { reference, documentId: document?.id ?? "" });
	await expect(upload(reference, owner, 2)).rejects.toMatchObject({
		code: "house_refusal_upload_total",
		field: "file",
		facts: { limit: 4 },
	});
	await upload(reference, owner, 1);
});

test("an account sends only so many bytes in a day, also to many applications at once", async () => {
	const made = await makeDraft(house.db, { quotations: false });
	const { owner, business, programmeId, associationId } = made;
	const ctx = contextOf(house.db, owner);
	const start = () =>
		startApplication(ctx, { applicationId: randomUUID(), businessId: business.id, programmeId, associationId });
	const references = [made.reference, await start(), await start()];
	const posts = references.flatMap((reference) => [1, 2].map(() => upload(reference, owner, 2)));
	const outcomes = await Promise.allSettled(posts);
	const full = outcomes.filter((each) => each.status === "rejected");
	expect(full).toMatchObject([{ reason: { code: "house_refusal_upload_day", field: "file", facts: { limit: 10 } } }]);
	const refused = full[0] as PromiseRejectedResult;
	expect(refused.reason.facts.again).toEqual(new Date(ctx.now.getTime() + 86_400_000));
	const { owner: neighbour, reference } = await makeDraft(house.db, { quotations: false });
	await upload(reference, neighbour, 1);
});
