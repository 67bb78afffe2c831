import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CaseScreen } from "./case-screen.tsx";

const screen = (list?: { to: string; label: string }) =>
	renderToStaticMarkup(
		<CaseScreen
			page={{ access: "locked", reference: "HS-2026-000094", legalName: "Công ty TNHH Giày Út Nhàn" }}
			{...{ view: "review", place: null, made: null, readerId: "r", decisionId: "d", findingId: "f" }}
			{...{ today: "2026-09-10", shownDocument: null, condition: null, list }}
		/>,
	);

test("a file that is closed to its reader leads back to where they came from", () => {
	expect(screen()).toContain('<a href="/review">Hàng chờ xét</a>');
	expect(screen({ to: "/finance", label: "Chi trả" })).toContain('<a href="/finance">Chi trả</a>');
});
