import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, describe, expect, test } from "vitest";
import type { ShownTurn } from "#app/turn/known-files.server.ts";
import { getLocale, overwriteGetLocale } from "#messages/runtime.js";
import type { BusinessHome } from "./business-home.server.ts";
import { BusinessHomeScreen } from "./business-home.tsx";

const ownLocale = getLocale;
afterEach(() => overwriteGetLocale(ownLocale));

const review: ShownTurn = {
	...{ kind: "review", whose: "reviewer", href: "/applications/HS-2026-000001", application: "HS-2026-000001" },
	...{ subject: null, number: null, amountDong: 20_000_000n, dueOn: "2026-12-02", daysLeft: 10, overdueDays: 0 },
	...{
		since: null,
		clock: null,
		said: null,
		batch: null,
		state: null,
		programme: null,
		otherWay: null,
		byStripe: false,
	},
	association: { nameVi: "Hội Lương thực", nameEn: "Food Association" },
} as unknown as ShownTurn;

const quiet: BusinessHome = {
	business: {
		...{ id: "1", taxCode: { digits: "0312687878", branch: null }, kind: "company", legalName: "Bánh mì Lan Hai" },
		...{
			section: "G",
			sectorGroup: "trade",
			street: "12 Đường Số 5",
			ward: { code: "1", name: "X" },
			provinceCode: "79",
		},
		...{ phone: null, womenOwned: false, socialEnterprise: false, figures: null, account: null },
	} as unknown as BusinessHome["business"],
	...{ today: "2026-11-18", size: null, assessment: null, mine: [], waiting: [review], usual: { from: 5, to: 13 } },
	money: { payee: "provider", arrivedDong: 0n, onItsWayDong: 0n, toSignDong: 0n, toClaimDong: 0n },
	meanwhile: { assessmentId: "a1", level: 3, questions: 2 },
} as BusinessHome;

const page = (home: BusinessHome) => renderToStaticMarkup(<BusinessHomeScreen home={home} all={false} />);

describe.each([
	[
		"vi",
		"Bạn không phải làm gì lúc này",
		"thứ Tư, 02/12/2026",
		"Trong lúc chờ",
		"2\u00a0câu dễ nâng nhất để lên mức 3",
		"Thêm",
	],
	[
		"en",
		"You have nothing to do now",
		"Wednesday 2 December 2026",
		"While you wait",
		"The 2\u00a0easiest questions to raise to reach level 3",
		"Enter it",
	],
] as const)("the first page on a day when others act, in %s", (locale, title, date, meanwhile, easiest, enter) => {
	test("says that nothing is asked, until when one waits, and what one can do meanwhile", () => {
		overwriteGetLocale(() => locale);
		const said = page(quiet);
		expect(said).toContain(`>${title}</h1>`);
		expect(said.replaceAll("\u00a0", " ")).toContain(`<strong>${date}</strong>`);
		expect(said).toContain(`>${meanwhile}</h2>`);
		expect(said).toContain(`<a href="/assess/result/a1">${easiest}</a>`);
		expect(said).toContain('<a href="/check">');
		expect(said).toContain(`<a href="/business/bank-account">${enter}</a>`);
		// No button, no tint: nothing here is urgent.
		expect(said).not.toMatch(/class="[^"]*\b(?:button|panel)/);
	});

	test("whose turn it is reads of that, and not what to do meanwhile", () => {
		overwriteGetLocale(() => locale);
		const said = page({ ...quiet, mine: [{ ...review, kind: "claim", whose: "owner" } as ShownTurn] });
		expect(said).not.toContain(title);
		expect(said).not.toContain(meanwhile);
	});
});

test("without a result, what one can do is to check another cost", () => {
	const said = page({ ...quiet, meanwhile: null });
	expect(said).toContain("Trong lúc chờ");
	expect(said).not.toContain("/assess/result/");
});
