import { expect, test } from "vitest";
import { boundedQueue, queueForEach } from "./bounded-queue.ts";

const full = () => new Error("full");

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
	const run = boundedQueue(3, 5, full);
	const asked = Array.from({ length: 8 }, (_, number) => run(work(number)));
	await expect(run(work(8))).rejects.toThrow("full");
	expect(count.begun).toEqual([0, 1, 2]);
	// One is done: the first who waits takes its place, and one more may wait.
	openOne();
	await asked[0];
	const late = run(work(9));
	await expect(run(work(10))).rejects.toThrow("full");
	for (const next of [...asked.slice(1), late]) {
		openOne();
		await next;
	}
	expect(count).toEqual({ now: 0, most: 3, begun: [0, 1, 2, 3, 4, 5, 6, 7, 9] });
});

test("work that fails gives its place on", async () => {
	const run = boundedQueue(1, 1, full);
	const failing = run(() => Promise.reject(new Error("no memory")));
	const next = run(async () => "done");
	await expect(failing).rejects.toThrow("no memory");
	expect(await next).toBe("done");
	expect(await run(async () => "again")).toBe("again");
});

test("the crowd of one does not stand in the way of another", async () => {
	const { work, count, openOne } = gatedWork();
	const run = queueForEach(1, 1, full);
	const crowd = [run("one", work(1)), run("one", work(2))];
	await expect(run("one", work(3))).rejects.toThrow("full");
	const other = run("another", work(4));
	expect(count.begun).toEqual([1, 4]);
	for (let turn = 0; turn < 3; turn++) {
		openOne();
		await new Promise((later) => setImmediate(later));
	}
	expect(await Promise.all([...crowd, other])).toEqual([1, 2, 4]);
	const anew = run("one", work(5));
	openOne();
	expect(await anew).toBe(5);
});

test("who goes while waiting leaves the line, and keeps nobody else from it", async () => {
	const { work, count, openOne } = gatedWork();
	const run = boundedQueue(1, 2, full);
	const first = run(work(1));
	const gone = new AbortController();
	const [left, stays] = [run(work(2), gone.signal), run(work(3))];
	expect(run.isFull()).toBe(true);
	gone.abort(new Error("gone"));
	await expect(left).rejects.toThrow("gone");
	expect(run.isFull()).toBe(false);
	await expect(run(work(4), gone.signal)).rejects.toThrow("gone");
	const late = run(work(5));
	for (const next of [first, stays, late]) {
		openOne();
		await next;
	}
	expect(count.begun).toEqual([1, 3, 5]);
});

test("who has had their turn keeps it when they go", async () => {
	const { work, openOne } = gatedWork();
	const run = queueForEach(1, 1, full);
	const gone = new AbortController();
	const first = run("one", work(1));
	const second = run("one", work(2), gone.signal);
	openOne();
	await first;
	gone.abort();
	const third = run("one", work(3));
	expect(run.isFull("one")).toBe(true);
	openOne();
	expect(await second).toBe(2);
	openOne();
	expect([await third, run.isFull("one"), run.isFull("nobody")]).toEqual([3, false, false]);
});
