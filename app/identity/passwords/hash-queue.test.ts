import { expect, test } from "vitest";
import { hashPassword, isPassword } from "./hash-queue.server.ts";

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
