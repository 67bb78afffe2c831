import { expect, test } from "vitest";
import { z } from "zod";
import { formDataOf } from "./body/form-body.server.ts";
import { MAX_UPLOAD_BYTES } from "./files.server.ts";
import { isMultipart, readUpload } from "./uploads.server.ts";

const schema = z.object({ kind: z.enum(["invoice"]) });
const END = "trailer\n<< /Size 1 >>\nstartxref\n9\n%%EOF\n";
const PDF = `%PDF-1.7\n${END}`;

function posted(file: File | null, kind = "invoice"): Request {
	const body = new FormData();
	body.set("kind", kind);
	if (file) body.set("file", file);
	return new Request("http://house.test/", { method: "POST", body });
}

test("reads a file by its bytes, whatever it is called, and the other fields", async () => {
	const read = await readUpload(
		posted(new File([PDF], "../hóa đơn.exe", { type: "image/png" })),
		schema,
		async () => {},
	);
	expect(read).toMatchObject({
		ok: true,
		data: { kind: "invoice" },
		upload: { fileName: "hóa đơn.pdf", mediaType: "application/pdf" },
	});
});

test.each([
	["no file", null, "Hãy chọn tệp trước khi gửi."],
	["an empty file", new File([], "a.pdf"), /^Tệp này rỗng/],
	["a PDF that was cut off", new File(["%PDF-1.7\n1 0 obj\n<<>>\n"], "a.pdf"), /^Tệp này bị hỏng/],
	["a PDF with a password", new File([PDF.replace("<<", "<< /Encrypt 5 0 R")], "a.pdf"), /^Tệp PDF này bị khóa/],
	["a picture of an iPhone", new File(["\0\0\0\x18ftypheic\0\0\0\0"], "a.jpg"), /“Tương thích nhất”/],
	[
		"a script named as a PDF",
		new File(["<script>"], "a.pdf"),
		"Tệp này không phải PDF, PNG hay JPEG. Hãy gửi một trong ba loại đó.",
	],
	[
		"a file over the limit",
		new File([PDF, new Uint8Array(MAX_UPLOAD_BYTES)], "a.pdf"),
		"Tệp 10,1\u00A0MB, mỗi tệp tối đa 10\u00A0MB. Hãy nén hoặc tách tệp.",
	],
	[
		"a file too big to read",
		new File([PDF, new Uint8Array(3 * MAX_UPLOAD_BYTES)], "a.pdf"),
		/mỗi tệp tối đa 10\u00A0MB/,
	],
])("says what is wrong with %s", async (_what, file, message) => {
	const read = await readUpload(posted(file), schema, async () => {});
	expect(read).toMatchObject({ ok: false, fieldErrors: { file: expect.stringMatching(message) } });
});

test("says that no file was chosen where a browser sends one without a name", async () => {
	const part = 'Content-Disposition: form-data; name="file"; filename=""\r\nContent-Type: application/octet-stream';
	const request = new Request("http://house.test/", {
		method: "POST",
		body: `--x\r\n${part}\r\n\r\n\r\n--x--\r\n`,
		headers: { "Content-Type": "multipart/form-data; boundary=x" },
	});
	expect(await readUpload(request, z.object({}), async () => {})).toMatchObject({
		ok: false,
		fieldErrors: { file: "Hãy chọn tệp trước khi gửi." },
	});
});

test("of many slow senders of one site some wait, and more are asked to come again", async () => {
	const ends: (() => void)[] = [];
	const held = () => {
		const body = new ReadableStream({
			start(controller) {
				ends.push(() => {
					controller.enqueue(new TextEncoder().encode("--x--\r\n"));
					controller.close();
				});
			},
		});
		const headers = { "Content-Type": "multipart/form-data; boundary=x" };
		const request = new Request("http://house.test/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
		return readUpload(request, z.object({}), async () => {});
	};
	const many = Array.from({ length: 28 }, held);
	await expect(held()).rejects.toMatchObject({ status: 503, sentence: expect.stringContaining("Hãy đợi một phút") });
	for (const end of ends) end();
	expect((await Promise.all(many)).map(({ ok }) => ok)).toEqual(Array(28).fill(false));
});

test("keeps the other fields and says what is wrong with them too", async () => {
	const read = await readUpload(posted(null, "ransom"), schema, async () => {});
	expect(read).toMatchObject({ ok: false, given: { kind: "ransom" } });
	expect(Object.keys(read.ok ? {} : read.fieldErrors)).toEqual(["kind", "file"]);
});

test("answers a body that no form sends with 400", async () => {
	const request = new Request("http://house.test/", {
		method: "POST",
		body: "half",
		headers: { "Content-Type": "multipart/form-data; boundary=x" },
	});
	await expect(readUpload(request, schema, async () => {})).rejects.toMatchObject({ status: 400 });
});

/** A form with a file, taken apart at this boundary, as this header says it. */
function cutAt(boundary: string, contentType: string): Request {
	const part = (head: string, content: string) =>
		`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
	const body = `${part('name="kind"', "invoice")}${part('name="file"; filename="a.pdf"', PDF)}--${boundary}--\r\n`;
	return new Request("http://house.test/", { method: "POST", body, headers: { "Content-Type": contentType } });
}

const longest = "a".repeat(70);

test.each([
	["x", "multipart/form-data; boundary=x"],
	["----WebKitFormBoundary7MA4YWxkTrZu0gW", "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW"],
	["a (b), c=d?", 'Multipart/Form-Data; boundary="a (b), c=d?"'],
	[longest, `multipart/form-data; boundary=${longest}`],
])("reads a form whose parts stand between %j", async (boundary, contentType) => {
	const request = cutAt(boundary, contentType);
	expect(isMultipart(request)).toBe(true);
	expect(await readUpload(request, schema, async () => {})).toMatchObject({ ok: true, upload: { fileName: "a.pdf" } });
});

// A boundary is compared with every place of the file: one of 15,000 letters took two minutes for five megabytes.
test.each([
	["a longer one than the standard has", `${longest}a`, `multipart/form-data; boundary=${longest}a`],
	["a longer one in quotes", `${longest}a`, `multipart/form-data; boundary="${longest}a"`],
	["two", "y", "multipart/form-data; boundary=x; boundary=y"],
	["two, the first hidden in another word", "y", "multipart/form-data; xboundary=x; boundary=y"],
	["none", "x", "multipart/form-data; charset=utf-8"],
	["letters that none has", "\u00e9", "multipart/form-data; boundary=\u00e9"],
])("refuses a boundary such as %s, in every form", async (_what, boundary, contentType) => {
	await expect(readUpload(cutAt(boundary, contentType), schema, async () => {})).rejects.toMatchObject({ status: 415 });
	await expect(formDataOf(cutAt(boundary, contentType))).rejects.toMatchObject({ status: 415 });
});
