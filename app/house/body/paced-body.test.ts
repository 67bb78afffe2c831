import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { readUpload } from "../uploads.server.ts";
import { FormRefused } from "./form-body.server.ts";
import { PACE } from "./paced-body.server.ts";

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const HEAD = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n';
const END = "trailer\n<< /Size 1 >>\nstartxref\n9\n%%EOF\n\r\n--x--\r\n";

/** An upload that comes by and by, as it is told to. */
function coming() {
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
	const writer = writable.getWriter();
	const request = new Request("https://donbay.example/", {
		...{ method: "POST", body: readable, duplex: "half" },
		headers: { "Content-Type": "multipart/form-data; boundary=x" },
	} as RequestInit);
	const answer = readUpload(request, z.object({}), async () => {}).catch((refused: unknown) => refused);
	const send = (bytes: string | number) =>
		writer
			.write(typeof bytes === "string" ? new TextEncoder().encode(bytes) : new Uint8Array(bytes).fill(32))
			.catch(() => undefined);
	const passed = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);
	return { answer, send, passed, end: () => writer.close() };
}

test("a body that hardly comes is ended with words, and its place is for others", async () => {
	const { answer, send, passed } = coming();
	await send(HEAD);
	for (let second = 0; second < PACE.seconds; second += 2) {
		await send("a");
		await passed(2);
	}
	const refused = await answer;
	expect(refused).toBeInstanceOf(FormRefused);
	expect(refused).toMatchObject({ status: 408, sentence: expect.stringMatching(/chậm/) });
});

test("who was quick first and then hardly sends anything is ended too, in the next twenty seconds", async () => {
	const { answer, send, passed } = coming();
	await send(HEAD);
	await send(PACE.bytes);
	await passed(PACE.seconds);
	await send("a");
	await passed(PACE.seconds);
	expect(await answer).toMatchObject({ status: 408 });
});

test("a slow link that keeps sending has its minutes", async () => {
	const { answer, send, passed, end } = coming();
	await send(HEAD);
	for (let second = 0; second < 240; second += 10) {
		await send(PACE.bytes / 2 + 1);
		await passed(10);
	}
	await send(END);
	await end();
	expect(await answer).toMatchObject({ ok: true, upload: { fileName: "a.pdf" } });
	expect(vi.getTimerCount()).toBe(0);
});
