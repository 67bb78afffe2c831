import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

const MEGABYTE = 1024 * 1024;

let house: TestHouse;
let app: Listening;
beforeAll(async () => {
	house = await testHouse();
	app = await listenWith(await buildOfRoutes());
});
afterAll(async () => {
	await app.close();
	await house.close();
});

const posted = (path: string, body: string, headers: Record<string, string> = {}) =>
	fetch(`${app.url}${path}`, {
		method: "POST",
		body,
		headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
		redirect: "manual",
	});

/** A form whose only text makes it exactly this long. */
const formOf = (byteSize: number) => `email=${"a".repeat(byteSize - 6)}`;

test("a form of 64 KB is read; of one byte more it is not, and the page gives back what was typed", async () => {
	expect((await posted("/sign-in", formOf(64 * 1024))).status).toBe(422);
	const answer = await posted("/sign-in", formOf(64 * 1024 + 1));
	expect(answer.status).toBe(413);
	const page = await answer.text();
	expect(page).toContain("Nội dung gửi lên dài 65\u00A0KB, quá mức cho phép 64\u00A0KB là 1\u00A0KB.");
	expect(page).toContain(`value="${"a".repeat(64 * 1024 + 1 - 6)}"`);
});

test("says it in the language of the person, and to a page with scripts as an answer that keeps the page", async () => {
	const english = await posted("/sign-in", formOf(70_000), { Cookie: "locale=en" });
	expect(await english.text()).toContain("What you sent is 69\u00A0KB long, 5\u00A0KB over the 64\u00A0KB allowed.");
	const inPage = await posted("/sign-in.data", formOf(MEGABYTE));
	expect(inPage.status).toBe(413);
	expect(inPage.headers.get("X-Remix-Response")).toBe("yes");
	const data = await inPage.text();
	expect(data).toContain("formError");
	expect(data).toContain("quá mức cho phép");
});

test("a form that is too long to be read asks to go back to it, and does not say that it was kept", async () => {
	const answer = await posted("/sign-in", formOf(MEGABYTE));
	expect(answer.status).toBe(413);
	const page = await answer.text();
	expect(page).toContain("Bấm nút Quay lại của trình duyệt");
	expect(page).not.toContain("Những gì bạn nhập vẫn được giữ.");
});

test("more than 500 fields are refused before anything is made of them, by whatever name", async () => {
	for (const body of [`${"a=&".repeat(500)}a=`, Array.from({ length: 501 }, (_, at) => `f${at}=`).join("&")]) {
		const answer = await posted("/sign-in", body);
		expect(answer.status).toBe(413);
		expect(await answer.text()).toContain("Biểu mẫu gửi lên có 501\u00a0ô, nhiều nhất là 500.");
	}
	expect((await posted("/sign-in", "a=&".repeat(499))).status).toBe(422);
	const parts = Array.from({ length: 501 }, () => '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n').join(
		"",
	);
	const answer = await posted("/sign-in", `${parts}--x--\r\n`, { "Content-Type": "multipart/form-data; boundary=x" });
	expect(answer.status).toBe(413);
});

test("what is not a form is refused in words", async () => {
	for (const type of ["application/json", "text/plain", "application/xml", "nonsense"]) {
		const answer = await posted("/sign-in", '{"email":"a"}', { "Content-Type": type });
		expect([type, answer.status]).toEqual([type, 415]);
		expect(await answer.text()).toContain("Máy chủ không nhận nội dung ở dạng này.");
	}
	const packed = await posted("/sign-in", formOf(100), { "Content-Encoding": "gzip" });
	expect(packed.status).toBe(415);
	const broken = await posted("/sign-in", "half", { "Content-Type": "multipart/form-data; boundary=x" });
	expect(broken.status).toBe(400);
	expect((await posted("/appearance", formOf(MEGABYTE))).status).toBe(413);
});

/** Sends a body of this length without saying how long it is, as fast as it is taken, and reads the answer meanwhile. */
async function sendChunked(path: string, byteSize: number): Promise<{ answer: string; taken: number; ended: boolean }> {
	const socket = connect({ port: app.port, host: "127.0.0.1", allowHalfOpen: true });
	let answer = "";
	let ended = false;
	socket.on("data", (bytes) => {
		answer += bytes;
	});
	socket.on("end", () => {
		ended = true;
	});
	const closed = once(socket, "close");
	let broken: Error | undefined;
	socket.on("error", (error) => {
		broken = error;
	});
	socket.write(
		`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
			"Transfer-Encoding: chunked\r\n\r\n",
	);
	const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(MEGABYTE, "a"), Buffer.from("\r\n")]);
	let taken = 0;
	while (taken < byteSize && !broken && !socket.destroyed) {
		if (!socket.write(chunk)) await Promise.race([once(socket, "drain"), closed]);
		taken += MEGABYTE;
	}
	if (!socket.destroyed) socket.end("0\r\n\r\n");
	await closed;
	if (broken) throw broken;
	return { answer, taken, ended };
}

test("200 MB without a length are answered with 413 and never kept in memory", async () => {
	const before = process.memoryUsage();
	let highest = 0;
	const watch = setInterval(() => {
		const { arrayBuffers, heapUsed } = process.memoryUsage();
		highest = Math.max(highest, arrayBuffers + heapUsed);
	}, 5);
	const { answer, taken, ended } = await sendChunked("/sign-in", 200 * MEGABYTE).finally(() => clearInterval(watch));
	expect(answer).toMatch(/^HTTP\/1\.1 413 /);
	expect(answer).toMatch(/\r\nConnection: close\r\n/i);
	expect(answer).toContain("dài hơn mức cho phép");
	// The sender wrote to its end and was not cut off, so that it got to read the answer.
	expect({ taken, ended }).toEqual({ taken: 200 * MEGABYTE, ended: true });
	expect(highest - before.arrayBuffers - before.heapUsed).toBeLessThan(100 * MEGABYTE);
});

test("a long body to an address that reads none is answered too", async () => {
	for (const path of ["/nowhere", "/open-data", "/sign-out"]) {
		const { answer } = await sendChunked(path, 3 * MEGABYTE);
		expect(answer).toMatch(/^HTTP\/1\.1 (303|405) /);
	}
});

test("a length that is announced counts for nothing", async () => {
	const socket = connect(app.port, "127.0.0.1");
	// Left open: an end before the announced length would be a mistake of another kind.
	socket.write(
		`POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
			`Content-Length: 900000000\r\n\r\n${formOf(300_000)}`,
	);
	let answer = "";
	for await (const bytes of socket) answer += bytes;
	expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

test("a connection goes on after a form that nobody read", async () => {
	for (let at = 0; at < 3; at++) {
		expect((await posted("/nowhere", formOf(1_000))).status).toBe(405);
		expect((await posted("/sign-in", formOf(1_000))).status).toBe(422);
	}
});

/** Sends a form in chunks of so many letters; the status of the answer. */
async function postInChunks(letters: number, size: number): Promise<number> {
	const socket = connect(app.port, "127.0.0.1");
	let answer = "";
	socket.on("data", (bytes) => {
		answer += bytes;
	});
	const type = "Content-Type: application/x-www-form-urlencoded";
	const head = ["POST /sign-in HTTP/1.1", "Host: localhost", type, "Transfer-Encoding: chunked", "Connection: close"];
	socket.write(`${head.join("\r\n")}\r\n\r\n`);
	socket.write(`${`${size.toString(16)}\r\n${"a".repeat(size)}\r\n`.repeat(letters / size)}0\r\n\r\n`);
	await once(socket, "close");
	return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
}

test("chunks of single letters are put together, and more frames than letters are not read to the end", async () => {
	expect(await postInChunks(1_000, 1)).toBe(422);
	expect(await postInChunks(60_000, 60)).toBe(422);
	expect(await postInChunks(60_000, 1)).toBe(400);
	const before = process.cpuUsage();
	expect(await postInChunks(200_000, 1)).toBe(400);
	const { user, system } = process.cpuUsage(before);
	expect((user + system) / 1_000).toBeLessThan(500);
});
