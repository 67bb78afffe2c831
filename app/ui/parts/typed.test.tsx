import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, test } from "vitest";
import { getLocale, overwriteGetLocale } from "#messages/runtime.js";
import { DoorsProvider } from "./reference-link.tsx";
import { Typed } from "./typed.tsx";

const ownLocale = getLocale;
afterEach(() => overwriteGetLocale(ownLocale));

const said = () =>
	renderToStaticMarkup(
		<DoorsProvider doors={{ "HS-2026-000001": "/review/HS-2026-000001" }}>
			<Typed text="Giống hồ sơ HS-2026-000001." />
		</DoorsProvider>,
	);

test("on an English page what people wrote is read aloud as Vietnamese", () => {
	overwriteGetLocale(() => "en");
	expect(said()).toMatch(/^<span lang="vi">Giống hồ sơ .*<a href="\/review\/HS-2026-000001">.*<\/span>$/);
});

test("a Vietnamese page is Vietnamese throughout", () => {
	overwriteGetLocale(() => "vi");
	expect(said()).not.toContain("lang=");
	expect(said()).toContain("Giống hồ sơ ");
});
