import { describe, expect, test } from "vitest";
import { requestContext } from "#app/house/request-context.server.ts";
import { hashPassword, isPassword } from "./hash-queue.server.ts";

const PASSWORD = "hoa gạo nở tháng ba";

// A hash alone takes a sixth of a second of a core that has nothing else to do.
describe("a queue of passwords", { timeout: 60_000 }, () => {
	test("of a crowd of passwords, known and unknown, some are told to wait, and none is answered wrongly", async () => {
		const hash = await hashPassword("a@example.test", PASSWORD);
		const crowd = Array.from({ length: 60 }, (_, number) =>
			isPassword(`${number}@example.test`, number % 2 ? hash : null, PASSWORD),
		);
		const outcomes = await Promise.allSettled(crowd);
		const answered = outcomes.flatMap((outcome, number) =>
			outcome.status === "fulfilled" ? [[number, outcome.value]] : [],
		);
		expect(answered).toEqual(Array.from({ length: 23 }, (_, number) => [number, number % 2 === 1]));
	});

	test("one account from many networks has one place and two behind it, however it is written, and others go on", async () => {
		const hash = await hashPassword("a@example.test", PASSWORD);
		const from = (address: string, account: string) =>
			requestContext.run(
				{
					requestId: "1",
					locale: "vi",
					nonce: "",
					theme: null,
					address,
					drained: async () => undefined,
					ended: new AbortController().signal,
				},
				() => isPassword(account, hash, PASSWORD),
			);
		const crowd = Array.from({ length: 14 }, (_, at) =>
			from(`2001:db8:0:${at}::1`, at % 2 ? "Chu@example.test" : "chu@example.test"),
		);
		const others = Array.from({ length: 5 }, (_, at) => from(`2001:db8:1:${at}::1`, `khac${at}@example.test`));
		const outcomes = await Promise.allSettled(crowd);
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
		expect(await Promise.all(others)).toEqual(Array(5).fill(true));
	});

	test("a letter with marks is the same from every keyboard", async () => {
		const hash = await hashPassword("a@example.test", "Đặng ầm ĩ".normalize("NFD"));
		expect(await isPassword("a@example.test", hash, "Đặng ầm ĩ".normalize("NFC"))).toBe(true);
	});
});
