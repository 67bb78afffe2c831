import { expect, test } from "vitest";
import { FormRefused, formDataOf } from "./form-body.server.ts";

/** A form that comes by one letter every so many milliseconds. */
function comingBy(text: string, everyMs: number): Request {
	const letters = [...text];
	const body = new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				await new Promise((go) => setTimeout(go, everyMs));
				const letter = letters.shift();
				if (letter === undefined) controller.close();
				else controller.enqueue(new TextEncoder().encode(letter));
			},
		},
		{ highWaterMark: 0 },
	);
	const headers = { "Content-Type": "application/x-www-form-urlencoded" };
	return new Request("http://localhost/", { method: "POST", headers, body, duplex: "half" } as RequestInit);
}

test("a form that comes slowly is read, and one that never ends is not waited for", async () => {
	expect((await formDataOf(comingBy("a=slow", 5), { maxMs: 20_000 })).get("a")).toBe("slow");
	const refused = await formDataOf(comingBy(`a=${"x".repeat(10_000)}`, 5), { maxMs: 60 }).catch((error) => error);
	expect(refused).toBeInstanceOf(FormRefused);
	expect(refused).toMatchObject({ status: 408, sentence: expect.stringContaining("quá chậm") });
});
