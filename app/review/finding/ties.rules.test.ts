import { describe, expect, test } from "vitest";
import { manyFiles, type Party, tiesBetween } from "./ties.rules.ts";

const nobody: Party = { people: [], addresses: [], phones: [], emails: [], accounts: [] };

const applicant: Party = {
	people: [{ id: "lan", name: "Nguyễn Thị Lan" }],
	addresses: [{ street: "12 đường Vườn Lài", ward: "Bình Trị Đông" }],
	phones: ["+84903123456"],
	emails: ["lan@banhmilanhai.example"],
	accounts: [{ bankBin: "970436", last4: "4471" }],
};

const found = (provider: Partial<Party>, own: Partial<Party> = {}) =>
	tiesBetween({ ...applicant, ...own }, { ...nobody, ...provider }).map(({ code, detail }) => [code, detail]);

describe("what applicant and provider have in common", () => {
	test.each<[string, Partial<Party>, string[]]>([
		["nothing", {}, []],
		["an account", { accounts: [{ bankBin: "970436", last4: "4471" }] }, ["same-account", "970436 ••4471"]],
		["the end of an account of another bank", { accounts: [{ bankBin: "970407", last4: "4471" }] }, []],
		["a person of both accounts", { people: [{ id: "lan", name: "Lan" }] }, ["same-person", "Nguyễn Thị Lan"]],
		["a name without marks", { people: [{ id: null, name: "Bà NGUYEN THI  LAN" }] }, ["same-person", "Nguyễn Thị Lan"]],
		["another name", { people: [{ id: null, name: "Nguyễn Thị Lành" }] }, []],
		["no name at all", { people: [{ id: null, name: "" }] }, []],
		["a phone in another spelling", { phones: ["0903.123.456"] }, ["same-phone", "0903 123 456"]],
		["what is no phone", { phones: ["", "không có"] }, []],
		[
			"a domain of its own",
			{ emails: ["Ban.Hang@BanhMiLanHai.example "] },
			["same-email-domain", "banhmilanhai.example"],
		],
		["no domain", { emails: ["", "lan"] }, []],
		[
			"an address with its ward and city",
			{ addresses: [{ street: "Số 12, Đường Vườn Lài, P. Bình Trị Đông, TP.HCM", ward: "" }] },
			["same-address", "12 đường Vườn Lài"],
		],
		["a street alone", { addresses: [{ street: "12 Vườn Lài", ward: "" }] }, ["same-address", "12 đường Vườn Lài"]],
		["the street of another ward", { addresses: [{ street: "12 Vườn Lài", ward: "An Phú Đông" }] }, []],
		["another house of the street", { addresses: [{ street: "121 đường Vườn Lài", ward: "Bình Trị Đông" }] }, []],
	])("%s", (_what, provider, tie) => {
		expect(found(provider)).toEqual(tie.length > 0 ? [tie] : []);
	});

	test.each(["gmail.com", "yahoo.com.vn", "outlook.com"])("a mailbox at %s is everybody's", (domain) => {
		expect(found({ emails: [`a@${domain}`] }, { emails: [`b@${domain}`] })).toEqual([]);
	});

	test("each is told once, however often it is found", () => {
		expect(
			found({ phones: ["0903123456", "+84 903 123 456"] }, { phones: ["0903123456", "+84903123456"] }),
		).toHaveLength(1);
	});
});

test.each([
	[2, 2, false],
	[3, 9, true],
	[3, 10, false],
	[40, 120, true],
	[40, 121, false],
])("a provider with %i of %i files is for a person to judge: %s", (ofProvider, ofAssociation, judged) => {
	expect(manyFiles({ ofProvider, ofAssociation }) !== null).toBe(judged);
});
