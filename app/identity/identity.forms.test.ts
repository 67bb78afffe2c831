import { expect, test } from "vitest";
import { newPassword } from "./identity.forms.ts";

// Without a bound, the engine takes half a minute to put the marks in order.
test("a password of heaped marks is refused at once", () => {
	const start = performance.now();
	const read = newPassword.safeParse(`a${"\u0301\u0323".repeat(100_000)}`);
	expect(read.error?.issues).toMatchObject([{ message: expect.stringMatching(/128/) }]);
	expect(performance.now() - start).toBeLessThan(5_000);
});
