import { expect, test } from "vitest";
import { boundedQueue, hashPassword, isPassword } from "./hash-queue.server.ts";

/** Work that goes on until its gate is opened, and counts how much of it goes on at once. */
function gatedWork() {
	const gates: (() => void)[] = [];
	const count = { now: 0, most: 0, begun: [] as number[] };
	const work = (number: number) => async () => {
		count.begun.push(number);
		count.most = Math.max(count.most, ++count.now);
		await new Promise<void>((open) => gates.push(open));
		count.now--;
		return number;
	};
	return { work, count, openOne: () => gates.shift()?.() };
}

test("so many run at once, so many wait in order, and whoever comes then is told so at once", async () => {
	const { work, count, openOne } = gatedWork();
	const run = boundedQueue(3, 5);
	const asked = Array.from({ length: 8 }, (_, number) => run(work(number)));
	await expect(run(work(8))).rejects.toMatchObject({ code: "identity_refusal_busy", status: 503 });
	expect(count.begun).toEqual([0, 1, 2]);
	// One is done: the first who waits takes its place, and one more may wait.
	openOne();
	await asked[0];
	const late = run(work(9));
	await expect(run(work(10))).rejects.toMatchObject({ status: 503 });
	for (const next of [...asked.slice(1), late]) {
		openOne();
		await next;
	}
	expect(count).toEqual({ now: 0, most: 3, begun: [0, 1, 2, 3, 4, 5, 6, 7, 9] });
});

test("work that fails gives its place on", async () => {
	const run = boundedQueue(1, 1);
	const failing = run(() => Promise.reject(new Error("no memory")));
	const next = run(async () => "done");
	await expect(failing).rejects.toThrow("no memory");
	expect(await next).toBe("done");
	expect(await run(async () => "again")).toBe("again");
});

test("of a crowd of passwords, known and unknown, some are told to wait, and none is answered wrongly", async () => {
	const hash = await hashPassword("hoa gạo nở tháng ba");
	const crowd = Array.from({ length: 60 }, (_, number) => isPassword(number % 2 ? hash : null, "hoa gạo nở tháng ba"));
	const outcomes = await Promise.allSettled(crowd);
	const answered = outcomes.flatMap((outcome, number) =>
		outcome.status === "fulfilled" ? [[number, outcome.value]] : [],
	);
	expect(answered).toEqual(Array.from({ length: 23 }, (_, number) => [number, number % 2 === 1]));
});

test("a letter with marks is the same from every keyboard", async () => {
	expect(await isPassword(await hashPassword("Đặng ầm ĩ".normalize("NFD")), "Đặng ầm ĩ".normalize("NFC"))).toBe(true);
});
