import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ErrorText } from "./error-text.tsx";
import { DoorsProvider } from "./reference-link.tsx";

test("a reference in an error is a link where the page says where it leads, and text elsewhere", () => {
	const doors = { "HS-2026-000072": "/applications/HS-2026-000072" };
	const html = renderToStaticMarkup(
		<DoorsProvider doors={doors}>
			<ErrorText>Nội dung này đã có trong hồ sơ HS-2026-000072, không phải HS-2026-000001.</ErrorText>
		</DoorsProvider>,
	);
	expect(html).toContain('<a href="/applications/HS-2026-000072">HS-2026-000072</a>');
	expect(html).not.toContain('href="/applications/HS-2026-000001"');
	expect(html).toContain("HS-2026-000001");
});
