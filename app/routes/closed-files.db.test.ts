import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDocument } from "#app/application/add-document.server.ts";
import { doorsIn, ownDoorsIn } from "#app/case-file/doors.server.ts";
import { claimOnDesk } from "#app/claim/desk/claim-desk.server.ts";
import { type Actor, holds, type Role } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { NotFound } from "#app/kernel/not-found.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { writeMessage } from "#app/review/write-message.server.ts";
import { aPdf, makeDraft } from "#testing/make-application.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeCertificate } from "#testing/make-certificate.ts";
import { type MadeAgreed, makeAgreed, makeSubmittedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { type MadeApplication, makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makePerson, makeStaff, makeTaxCode } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import routes from "../routes.ts";

/*
 * What a page does not show is not sent either: every loader of app/routes.ts is asked by people who may not open a file,
 * with every reference and id of it, and nothing of what is in the file may be in the answer. A new route is asked too.
 */

type Entry = { file: string; path?: string; children?: Entry[] };

function pagesOf(entries: Entry[], parent = ""): { file: string; path: string }[] {
	return entries.flatMap((entry) => {
		const path = entry.path === undefined ? parent : `${parent}/${entry.path}`;
		return [{ file: entry.file, path }, ...pagesOf(entry.children ?? [], path)];
	});
}

const pages = pagesOf(routes as Entry[]);

const modules = import.meta.glob<{ loader?: (args: unknown) => unknown }>("./**/*.tsx");

/** What a page shows besides by its query. */
const queries: Record<string, readonly string[]> = {
	"/review": ["?view=decided", "?view=mine", "?view=second", "?order=deadline"],
	"/review/claims": ["?view=answered"],
};

/** Who holds a certificate's code sees what it says: that is what it is for. */
const byItsCode = "/verify/:code";

/** A declaration names whom it is about: without that, nobody could tell whether they are linked to them. */
const declaration = "/review/:reference/declaration";

let house: TestHouse;
let file: MadeAgreed;
let waiting: MadeApplication;
/** A claim of the open file: its invoice is of the same seller, for the same total on the same day. */
let near: string;
/** For each name of a parameter, what it can be. */
let values: Record<string, readonly string[]>;
/** The claims of the closed and the open file. */
let claims: string[];
/** The name among the secrets of the document of the file that is in review. */
let ofWaiting: string;
/** What nobody reads who may not open the file, by what it is. */
let secrets: Record<string, string>;
let people: Record<string, Actor>;

const seller = { providerName: "Xưởng phần mềm Kín Như Bưng", providerTaxCode: makeTaxCode(6_161) };
const message = "Câu hỏi riêng về hóa đơn kín.";
const note = "Lời ghi kín của người duyệt.";
const invoice = { serial: "1C26TKB", number: 7_308_466, total: 119_999_000n };

beforeAll(async () => {
	house = await testHouse();
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n } });
	const place = { programmeId, associationId };
	const business = await makeBusiness(house.db, { legalName: "Công ty Kín", accountNumber: "9990017963" });
	const prices: [string, bigint][] = [["DX-SOLUTION", 117_345_000n]];
	file = await makeAgreed(house.db, { ...place, business, provider: seller, prices });
	const claim = await makeSubmittedClaim(house.db, file, { invoice, accountNumber: "8880026541" });
	await writeMessage(contextOf(house.db, file.owner), {
		reference: file.reference,
		messageId: randomUUID(),
		body: message,
	});
	const { code } = await makeCertificate(house.db, file.id, "funding-decision");
	waiting = await makeSubmittedApplication(house.db, {
		...place,
		provider: seller,
		prices: [["DX-SOLUTION", 93_217_000n]],
	});
	// A file that everybody here may open, with an invoice that is nearly the secret one.
	const open = await makeAgreed(house.db, { ...place, provider: { ...seller, providerName: "Xưởng ai cũng biết" } });
	near = await makeSubmittedClaim(house.db, open, {
		invoice: { total: invoice.total, number: invoice.number + 1 },
	});
	const another = await makeSubmittedApplication(house.db, place);

	people = await peopleAround({ associationId, open: [open.reference, another.reference] });
	const desk = await claimOnDesk(house.db, people.declared as Actor, { reference: near, now: now() });
	const matches = desk?.access === "open" ? desk.nearMatches.map(({ id }) => id) : [];
	expect(matches.length, "the two invoices are nearly one").toBeGreaterThan(0);

	const documents = await house.db.selectFrom("applicationDocument").select(["id", "applicationId"]).execute();
	const own = documents
		.filter(({ applicationId }) => [file.id, waiting.id].includes(applicationId))
		.map(({ id }) => id);
	const ofClaims = await house.db
		.selectFrom("claimDocument")
		.innerJoin("claim", "claim.id", "claimDocument.claimId")
		.select("claimDocument.id")
		.where("claim.reference", "=", claim)
		.execute();
	const ids = [...own, ...ofClaims.map(({ id }) => id), ...matches];
	const references = [file.reference, waiting.reference, claim, near];
	claims = [claim, near];
	values = {
		reference: references,
		id: [...ids, "1"],
		documentId: ids,
		code: [code],
		recovery: ["TH-2026-000001"],
		number: ["1"],
		kind: ["envelope"],
		holder: ["1"],
		account: ["acct_1"],
		grantId: ["1"],
		personId: [file.owner.personId],
		proposalId: [randomUUID()],
		locale: ["vi"],
	};
	secrets = {
		provider: seller.providerName,
		"provider's tax code": seller.providerTaxCode,
		price: "117345000",
		"price of the file in review": "93217000",
		"allowed amount": "46608500",
		invoice: String(invoice.number),
		serial: "26TKB",
		// As a value: four digits may stand in any id.
		"provider's account": `"6541"`,
		message,
		reasons: note,
		"code of the certificate": code,
		...Object.fromEntries([...own, ...ofClaims.map(({ id }) => id)].map((id, at) => [`file ${at}`, id])),
	};
	const waitingDocument = documents.find(({ applicationId }) => applicationId === waiting.id)?.id ?? "";
	ofWaiting = `file ${own.indexOf(waitingDocument)}`;
}, 240_000);
afterAll(() => house.close());

/** Everybody has declared no conflict with the open file; how they stand to the closed ones is their name. */
async function peopleAround({ associationId, open }: { associationId: string; open: readonly string[] }) {
	const provider = await makeBusiness(house.db, { taxCode: seller.providerTaxCode });
	const declare = async (actor: Actor, reference: string, hasConflict: boolean) =>
		declareConflict(contextOf(house.db, actor), { reference, hasConflict, note: hasConflict ? note : "" });
	const staff = async (roles: readonly Role[], owner?: Actor) => {
		const person = owner ?? (await makePerson(house.db));
		for (const role of roles) {
			const grant = {
				personId: person.personId,
				role,
				scopeId: associationId,
				grantedAt: new Date(0),
				grantedBy: "test",
			};
			await house.db.insertInto("personRole").values(grant).execute();
		}
		const actor = { ...person, roles: roles.map((role) => ({ role, scopeId: associationId })), secondFactor: true };
		if (!owner && roles.includes("reviewer")) for (const reference of open) await declare(actor, reference, false);
		return actor;
	};
	const closed = [file.reference, waiting.reference];
	const declared = await staff(["reviewer"]);
	const conflicted = await staff(["reviewer"]);
	const changed = await staff(["reviewer"]);
	const both = await staff(["reviewer", "association_manager"]);
	const [auditor, programmeOfficer, financeOfficer] = [
		await makeStaff(house.db, "auditor"),
		await makeStaff(house.db, "programme_officer"),
		await makeStaff(house.db, "finance_officer"),
	];
	const linked = await staff(["auditor"]);
	const officer = await staff(["programme_officer"]);
	for (const reference of closed) {
		await declare(declared, reference, false);
		await declare(conflicted, reference, true);
		await declare(changed, reference, false);
		await declare(changed, reference, true);
		await declare(both, reference, true);
		await declare(linked, reference, true);
		await declare(officer, reference, true);
	}
	return {
		declared,
		auditor,
		"programme officer": programmeOfficer,
		"finance officer": financeOfficer,
		"association manager": await staff(["association_manager"]),
		administrator: await makeStaff(house.db, "administrator"),
		"manages elsewhere": await makeStaff(house.db, "association_manager", await makeAssociation(house.db)),
		"manages, and belongs to the provider": await staff(["association_manager"], await memberOf(provider.id)),
		"pays, and belongs to the provider": await staff(["finance_officer"], await memberOf(provider.id)),
		"audits, and has declared a conflict": linked,
		"is a programme officer, and has declared a conflict": officer,
		"has declared nothing": await staff(["reviewer"]),
		"has declared a conflict": conflicted,
		"declared none, then a conflict": changed,
		"belongs to the provider": await staff(["reviewer"], provider.owner),
		"reviews and manages, and has a conflict": both,
		"reviews elsewhere": await makeStaff(house.db, "reviewer", await makeAssociation(house.db)),
		"has a business of their own": (await makeBusiness(house.db)).owner,
	};
}

async function memberOf(businessId: string): Promise<Actor> {
	const person = await makePerson(house.db);
	const member = { businessId, personId: person.personId, role: "owner", since: new Date(0) };
	await house.db.insertInto("businessMember").values(member).execute();
	return person;
}

/** All addresses of a page, with each of the values that its parameters can have. */
function addressesOf(path: string): { address: string; params: Record<string, string> }[] {
	const names = [...path.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => name ?? "");
	const filled = names.reduce<Record<string, string>[]>(
		(before, name) => {
			const known = values[name];
			if (!known) throw new Error(`What can :${name} of ${path} be? Say so in "values".`);
			return before.flatMap((params) => known.map((value) => ({ ...params, [name]: value })));
		},
		[{}],
	);
	return filled.flatMap((params) =>
		["", ...(queries[path] ?? [])].map((query) => ({
			address: path.replace(/:([a-zA-Z]+)/g, (_all, name) => params[name] ?? "") + query,
			params,
		})),
	);
}

const asText = (data: unknown) =>
	JSON.stringify(data, (_key, value) => (typeof value === "bigint" ? String(value) : value)) ?? "";

/** What the loader sends: its data, or the body of its response; a file that it hands out counts as all that is in it. */
async function sent(
	loader: (args: unknown) => unknown,
	address: string,
	cookie: string,
	params: object,
): Promise<string> {
	const request = new Request(`http://localhost${address}`, { headers: { cookie } });
	try {
		return await textOf(await loader({ request, params, context: {} }));
	} catch (thrown) {
		return textOf(thrown);
	}
}

async function textOf(answer: unknown): Promise<string> {
	if (answer instanceof NotFound) return "";
	if (answer instanceof Error) throw answer;
	if (!(answer instanceof Response)) return asText(answer);
	const isFile = answer.ok && answer.headers.has("Content-Disposition");
	return `${await answer.text()} ${isFile ? "(a file)" : ""}`;
}

/** What is no secret at an address, though it is elsewhere. */
function isTold(path: string, reference: string | undefined, secret: string, actor: Actor): boolean {
	// The log is whole for whoever checks it; and whoever withdraws a certificate has come by its code.
	if (/^\/audit(\.csv|\.xlsx)?$/.test(path)) return true;
	if (secret === secrets["code of the certificate"]) return path.endsWith("/:code/withdraw");
	// Reports are of all who work for the city, the administrator too.
	if (path.startsWith("/city/report") && holds(actor, "administrator")) return true;
	if (path === declaration) return secret === seller.providerName || secret === seller.providerTaxCode;
	// The open claim has an invoice of the same seller; and the seller's own people see who they are.
	return secret === seller.providerTaxCode && (reference === near || path.startsWith("/business"));
}

/** "what at where", for each secret that a person is sent. */
async function leaksTo(actor: Actor): Promise<string[]> {
	const cookie = await signedIn(house.db, actor);
	const leaks = new Set<string>();
	for (const { file: module, path } of pages) {
		if (path === byItsCode) continue;
		const { loader } = (await modules[module.replace("routes", ".")]?.()) ?? {};
		if (!loader) continue;
		for (const { address, params } of addressesOf(path)) {
			const body = await sent(loader, address, cookie, params);
			for (const [what, secret] of Object.entries(secrets)) {
				if (!isTold(path, params.reference, secret, actor) && body.includes(secret)) leaks.add(`${what} at ${path}`);
			}
			// The open file has papers too; its own addresses are not among the values.
			if (body.includes("(a file)") && path.includes(":")) leaks.add(`a file at ${path}`);
		}
	}
	return [...leaks];
}

test("who may open the file is sent all of it, so that the secrets are what the loaders send", async () => {
	const leaks = await leaksTo(people.declared as Actor);
	for (const what of Object.keys(secrets)) {
		if (what === "reasons" || what === "code of the certificate") continue;
		expect(
			leaks.some((leak) => leak.startsWith(`${what} at`)),
			what,
		).toBe(true);
	}
	expect(leaks).toEqual(
		expect.arrayContaining([
			"a file at /files/applications/:documentId",
			"a file at /files/claims/:documentId",
			"a file at /files/agreements/:reference",
			"a file at /certificates/:code.pdf",
			"invoice at /review/claims/:reference/near-matches/:id",
		]),
	);
}, 240_000);

describe("whose work needs the file is sent what is in it, and each opening is told of", () => {
	test.each(["auditor", "programme officer", "finance officer", "association manager"])(
		"%s",
		async (who) => {
			const actor = people[who] as Actor;
			const leaks = await leaksTo(actor);
			const early = ["price of the file in review", "allowed amount"];
			// What was declared stays between the declarer and the log.
			for (const what of Object.keys(secrets).filter((each) => each !== "reasons")) {
				const late = who === "finance officer" && (early.includes(what) || what === ofWaiting);
				const reads = leaks.some((leak) => leak.startsWith(`${what} at`) && !leak.includes("/city"));
				expect([what, reads]).toEqual([what, !late]);
			}
			expect(leaks).toEqual(
				expect.arrayContaining([
					"message at /review/:reference",
					"invoice at /review/claims/:reference",
					"a file at /files/applications/:documentId",
					"a file at /files/claims/:documentId",
					"a file at /files/agreements/:reference",
					"a file at /certificates/:code.pdf",
				]),
			);
			const told = await house.db
				.selectFrom("auditEntry")
				.select(["subjectKind", "subjectLabel"])
				.where("action", "=", "file.opened")
				.where("actorId", "=", actor.personId)
				.execute();
			const opened = [file.reference, ...(who === "finance officer" ? [] : [waiting.reference]), ...claims];
			expect([...new Set(told.map(({ subjectLabel }) => subjectLabel))].sort()).toEqual(opened.sort());
		},
		240_000,
	);
});

describe("nothing of a closed file is sent to one who", () => {
	test.each([
		"has declared nothing",
		"has declared a conflict",
		"declared none, then a conflict",
		"belongs to the provider",
		"manages, and belongs to the provider",
		"pays, and belongs to the provider",
		"audits, and has declared a conflict",
		"is a programme officer, and has declared a conflict",
		"administrator",
		"manages elsewhere",
		"reviews and manages, and has a conflict",
		"reviews elsewhere",
		"has a business of their own",
	])(
		"%s",
		async (who) => {
			expect(await leaksTo(people[who] as Actor)).toEqual([]);
		},
		240_000,
	);
});

describe("the references of a page", () => {
	/** The lists that show references, of all desks. */
	const lists = [
		"/association",
		"/association/queue",
		"/city",
		"/city/report",
		"/finance",
		"/finance/recoveries",
		"/audit",
	];

	const loaderAt = async (address: string) => {
		for (const { file: module, path } of pages) {
			const found = new RegExp(`^${path.replace(/:([a-zA-Z]+)/g, "(?<$1>[^/]+)")}$`).exec(address);
			if (!found || path === "" || path.endsWith("*")) continue;
			const { loader } = (await modules[module.replace("routes", ".")]?.()) ?? {};
			if (loader) return { loader, params: found.groups ?? {} };
		}
		throw new Error(`no page is at ${address}`);
	};
	const open = async (address: string, cookie: string): Promise<unknown> => {
		const { loader, params } = await loaderAt(address);
		const request = new Request(`http://localhost${address}`, { headers: { cookie } });
		try {
			return await loader({ request, params, context: {} });
		} catch (thrown) {
			return thrown;
		}
	};
	const doorsOf = async (actor: Actor) => {
		const cookie = await signedIn(house.db, actor);
		const doors: Record<string, string> = {};
		for (const list of lists) {
			const answer = (await open(list, cookie)) as { doors?: object; data?: { doors?: object } };
			Object.assign(doors, answer.doors ?? answer.data?.doors);
		}
		return { cookie, doors };
	};

	test.each(["auditor", "programme officer", "finance officer", "association manager"])(
		"lead the %s to pages that open",
		async (who) => {
			const { cookie, doors } = await doorsOf(people[who] as Actor);
			// The desk of an association lists what stands still, and nothing does here.
			if (who !== "association manager") expect(doors[file.reference]).toBe(`/review/${file.reference}`);
			for (const address of Object.values(doors)) {
				const answer = await open(address, cookie);
				expect([address, answer instanceof Response]).toEqual([address, false]);
			}
		},
		60_000,
	);

	test.each(["audits, and has declared a conflict", "pays, and belongs to the provider", "administrator"])(
		"lead nowhere for one who %s",
		async (who) => {
			const { doors } = await doorsOf(people[who] as Actor);
			for (const reference of [file.reference, waiting.reference, claims[0] ?? ""])
				expect(doors).not.toHaveProperty(reference);
		},
		60_000,
	);

	test("in what people wrote lead the business to its own, staff to what they read, and nobody further", async () => {
		const [own = "", others = ""] = claims;
		const said = `${file.reference}, ${waiting.reference}; ${own} và ${others}. HS-2026-999999`;
		expect(await ownDoorsIn(house.db, file.owner, said)).toEqual({
			[file.reference]: `/applications/${file.reference}`,
			[own]: `/claims/${own}`,
		});
		const all = await doorsIn(house.db, people.auditor as Actor, said);
		expect(Object.values(all).sort()).toEqual(
			[file.reference, waiting.reference]
				.map((each) => `/review/${each}`)
				.concat([own, others].map((each) => `/review/claims/${each}`))
				.sort(),
		);
		// A business's people who are no staff get no door of staff.
		expect(await doorsIn(house.db, file.owner, said)).toEqual({});
	});
});

describe("a file that leaves", () => {
	const linesOf = async (actor: Actor) => {
		const rows = await house.db
			.selectFrom("auditEntry")
			.select(["subjectKind", "subjectLabel", "facts"])
			.where("action", "=", "file.read")
			.where("actorId", "=", actor.personId)
			.orderBy("id")
			.execute();
		return rows.map(({ subjectKind, subjectLabel, facts }) => [subjectKind, subjectLabel, facts]);
	};
	const take = async (actor: Actor, path: string, params: Record<string, string>, method = "GET") => {
		const found = pages.find((page) => page.path === path);
		const { loader } = (await modules[found?.file.replace("routes", ".") ?? ""]?.()) ?? {};
		const headers = { cookie: await signedIn(house.db, actor) };
		const request = new Request("http://localhost/", { method, headers });
		return (await loader?.({ request, params, context: {} })) as Response;
	};
	const [ofApplication, ofClaim] = [0, 2];

	test("is told of once where staff take it, with whose it is", async () => {
		const auditor = await makeStaff(house.db, "auditor");
		const claim = values.reference?.[2] ?? "";
		const id = values.documentId?.[ofApplication] ?? "";
		await take(auditor, "/files/applications/:documentId", { documentId: id });
		await take(auditor, "/files/claims/:documentId", { documentId: values.documentId?.[ofClaim] ?? "" });
		await take(auditor, "/files/agreements/:reference", { reference: file.reference });
		await take(auditor, "/certificates/:code.pdf", { code: values.code?.[0] ?? "" });
		await take(auditor, "/files/agreements/:reference", { reference: file.reference }, "HEAD");
		expect(await linesOf(auditor)).toMatchObject([
			["application", expect.stringMatching(/^HS-/), { fileName: "bao-gia.pdf" }],
			["claim", claim, { fileName: expect.stringMatching(/\.pdf$/) }],
			["application", file.reference, { fileName: `${file.reference}.pdf` }],
			["application", file.reference, { fileName: expect.stringMatching(/\.pdf$/) }],
		]);
	});

	test("leaves no line where its business takes it, nor where nothing is handed out", async () => {
		await take(file.owner, "/files/agreements/:reference", { reference: file.reference });
		expect(await linesOf(file.owner)).toEqual([]);
		const undeclared = people["has declared nothing"] as Actor;
		await expect(take(undeclared, "/files/agreements/:reference", { reference: file.reference })).rejects.toBeDefined();
		expect(await linesOf(undeclared)).toEqual([]);
	});

	test("has the ending of its kind, also where a row has another", async () => {
		const { owner, reference } = await makeDraft(house.db, { quotations: false });
		const documentId = randomUUID();
		const fileName = "báo giá.pdf.hta";
		await addDocument(contextOf(house.db, owner), { reference, documentId, kind: "other", fileName, bytes: aPdf });
		const answer = await take(owner, "/files/applications/:documentId", { documentId });
		expect(answer.headers.get("Content-Disposition")).toBe(
			`inline; filename="bao gia.pdf"; filename*=UTF-8''b%C3%A1o%20gi%C3%A1.pdf`,
		);
	});
});

test("its business is not told who of the association answered", async () => {
	const cookie = await signedIn(house.db, file.owner);
	for (const { file: module, path } of pages.filter((page) =>
		/^\/(?:applications|claims)\/:reference$/.test(page.path),
	)) {
		const { loader } = (await modules[module.replace("routes", ".")]?.()) ?? {};
		for (const { address, params } of addressesOf(path)) {
			expect(loader && (await sent(loader, address, cookie, params))).not.toContain(file.reviewer.name);
		}
	}
});
