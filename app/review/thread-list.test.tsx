import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, test } from "vitest";
import { getLocale, overwriteGetLocale } from "#messages/runtime.js";
import { ThreadList } from "./thread-list.tsx";

const ownLocale = getLocale;
afterEach(() => overwriteGetLocale(ownLocale));

test("on an English page a message is marked as Vietnamese, and what we say of it is not", () => {
	overwriteGetLocale(() => "en");
	const message = {
		id: "1",
		authorId: "a",
		authorName: "Trần Thị Mai Khanh",
		side: "business" as const,
		body: "Xin gửi lại báo giá.",
	};
	const messages = [{ ...message, writtenAt: new Date("2026-11-18T03:00:00Z"), stopsClock: true }];
	const thread = { messages, first: 1, total: 1, page: 1, pages: 1 };
	const said = renderToStaticMarkup(<ThreadList thread={thread} readerId="b" hrefFor={() => "/"} />);
	expect(said).toContain('<span lang="vi">Xin gửi lại báo giá.</span>');
	expect(said.match(/lang=/g)).toHaveLength(1);
});
