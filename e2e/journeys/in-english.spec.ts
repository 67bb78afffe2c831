import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { accessRules } from "#e2e/intruders/access-rules.ts";
import type { Person } from "#e2e/intruders/rule.ts";
import { accountFor, addressFor } from "#e2e/intruders/walk.ts";
import { addresses } from "#testing/addresses.ts";
import { expect, expectAccessible, type House, signIn, test, withAxe } from "#testing/fixtures.ts";

// The journeys read every page in Vietnamese by day; here each is read in English by night. What is looked for is a
// Vietnamese text of ours that the English page shows.

type Texts = Record<string, unknown>;

function textsOf(locale: string): Texts {
	const files = readdirSync(`messages/${locale}`).map((file) => readFileSync(`messages/${locale}/${file}`, "utf8"));
	return Object.assign({}, ...files.map((file) => JSON.parse(file) as Texts)) as Texts;
}

/** Vietnamese texts without gaps to fill that differ from their English ones. */
function vietnameseOnly(): string[] {
	const english = textsOf("en");
	const known = new Set(Object.values(english));
	return Object.entries(textsOf("vi")).flatMap(([key, text]) =>
		typeof text === "string" && !text.includes("{") && text !== english[key] && !known.has(text) ? [text] : [],
	);
}

const vietnamese = vietnameseOnly();

/** What the page says in its own language: names and laws may be marked as Vietnamese. */
async function saidIn(page: Page): Promise<Set<string>> {
	const texts = await page.evaluate(() => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const said: string[] = [];
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const parent = node.parentElement;
			if (!parent || parent.closest("[lang=vi], script, style, textarea")) continue;
			said.push((node.textContent ?? "").trim());
		}
		for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]")) {
			for (const name of ["aria-label", "placeholder", "title", "alt"]) said.push(element.getAttribute(name) ?? "");
		}
		return [document.title, ...said];
	});
	return new Set(texts);
}

/** One more application of each state of the owner's, with the pages of its draft. */
async function ownFiles(house: House): Promise<string[]> {
	const files = await house.query<{ reference: string; state: string }>(
		`select distinct on (a.state) a.reference, a.state from application a
		join business_member bm on bm.business_id = a.business_id join person p on p.id = bm.person_id
		where p.email = 'chu@donbay.example' order by a.state, a.reference`,
	);
	const draftPages = ["channel", "lines", "documents", "check", "submit"];
	return files.flatMap(({ reference, state }) => {
		const file = `/applications/${reference}`;
		return state === "draft" ? [file, ...draftPages.map((page) => `${file}/${page}`)] : [file];
	});
}

/** Neither a page, nor to be opened by following a link. */
const notPages =
	/\.(csv|xlsx|pdf|xml|json|zip)$|^\/(sign-out|appearance|language|assess\/complete|dev\/|files\/)|:documentId|:attachmentId/;

/** Each address is read as the first person who may open it. */
function pagesOf(person: Person): string[] {
	return addresses.filter((pattern) => !notPages.test(pattern) && accessRules[pattern]?.who[0] === person);
}

async function readPage(page: Page, address: string): Promise<void> {
	const answer = await page.goto(address);
	if (!answer?.headers()["content-type"]?.startsWith("text/html") || answer.status() >= 400) return;
	await expect(page.locator("html"), address).toHaveAttribute("lang", "en");
	const said = await saidIn(page);
	const left = vietnamese.filter((text) => said.has(text));
	expect.soft(left, `Vietnamese on the English page ${address}`).toEqual([]);
	await expectAccessible(page);
}

const readers: Person[] = [
	"visitor",
	"owner",
	"reviewer",
	"association manager",
	"programme officer",
	"finance officer",
	"auditor",
	"administrator",
];

test("every page that is somebody's has a reader here", () => {
	const first = addresses.filter((pattern) => !notPages.test(pattern)).map((pattern) => accessRules[pattern]?.who[0]);
	expect([...new Set(first)].filter((person) => !person || !readers.includes(person))).toEqual([]);
});

test.describe("in English and in the dark", () => {
	test.use({ colorScheme: "dark" });
	test.setTimeout(10 * 60_000);
	for (const person of readers) {
		test(`${person} reads every page of theirs`, async ({ house, page }) => {
			const account = await accountFor(house, person);
			if (account) await signIn(page, account);
			await page.goto("/language/en");
			await withAxe(page);
			for (const pattern of pagesOf(person)) {
				await readPage(page, await addressFor(house, pattern, accessRules[pattern] ?? { who: [] }));
			}
			if (person === "owner") for (const address of await ownFiles(house)) await readPage(page, address);
		});
	}
});
