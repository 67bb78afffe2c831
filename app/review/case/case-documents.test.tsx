import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CaseDocuments } from "./case-documents.tsx";
import type { OpenCase } from "./case-page.server.ts";

// The real link needs a router around it, which says nothing about the documents.
/** What the reviewer reads of a document that was submitted on 8 September 2026, in the evening by the clock of UTC. */
function said(validUntil: string | null): string {
	const document = {
		...{ id: "d", kind: "financial-report", lineId: null, fileName: "a.png", byteSize: 1_000, mediaType: "image/png" },
		...{ uploadedAt: new Date("2026-09-01T03:00:00Z"), validUntil },
	};
	const submitted = { documents: [document], lines: [], submittedAt: new Date("2026-09-08T20:00:00Z") };
	const page = { reference: "HS-2026-000001", submitted } as unknown as OpenCase;
	return renderToStaticMarkup(<CaseDocuments page={page} shownId={null} />);
}

test.each([
	["2026-08-31", "Đã hết hạn sau ngày 31/08/2026, trước khi nộp"],
	// In Ho Chi Minh City it was the 9th.
	["2026-09-08", "Đã hết hạn sau ngày 08/09/2026, trước khi nộp"],
	["2026-09-09", "Dùng được đến hết 09/09/2026"],
])("the reviewer reads of a document that is valid until %s: %s", (until, words) => {
	expect(said(until)).toContain(words);
});

test("nothing is said of one of which nothing was said", () => {
	expect(said(null)).not.toMatch(/hết hạn|Dùng được đến/);
});
