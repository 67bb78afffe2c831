import { expect, test } from "vitest";
import { newPassword, signUpForm } from "./identity.forms.ts";

// Without a bound, the engine takes half a minute to put the marks in order.
test("a password of heaped marks is refused at once", () => {
	const start = performance.now();
	const read = newPassword.safeParse(`a${"\u0301\u0323".repeat(100_000)}`);
	expect(read.error?.issues).toMatchObject([{ message: expect.stringMatching(/128/) }]);
	expect(performance.now() - start).toBeLessThan(5_000);
});

const nameOf = (name: string) => signUpForm.shape.name.safeParse(name);

test.each([
	"Phạm Thị Sen",
	"Nguyễn Văn A",
	"TS. Lê Thị Sen",
	"Y’Bion Niê",
	"Anne-Marie O'Neill",
	"Đỗ",
	"Martin Luther King Jr.",
])("%s is a name", (name) => expect(nameOf(name).data).toBe(name));

test.each([
	"Trúng thưởng! Nhận 50 triệu tại http://evil.example/nhan-tien",
	"Vào k88.vn nhận quà",
	"Vào evil。vn nhận quà",
	"www.evil.example",
	"gọi 090 123 456 789",
	"a@b.example",
	"Nhận <b>quà</b>",
])("%s is no name of a person", (name) => {
	expect(nameOf(name).error?.issues).toMatchObject([{ message: expect.stringMatching(/^Hãy chỉ ghi họ và tên/) }]);
});
