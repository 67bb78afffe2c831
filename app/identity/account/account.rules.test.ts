import { expect, test } from "vitest";
import { mailKindsOf, weakSpotOf } from "./account.rules.ts";

test.each([
	[{ staff: true, backupCodes: null, addressWaits: true }, "no-second-factor"],
	[{ staff: false, backupCodes: null, addressWaits: false }, null],
	[{ staff: false, backupCodes: null, addressWaits: true }, "address-waits"],
	[{ staff: true, backupCodes: 0, addressWaits: true }, "few-backup-codes"],
	[{ staff: false, backupCodes: 3, addressWaits: false }, "few-backup-codes"],
	[{ staff: false, backupCodes: 4, addressWaits: false }, null],
	[{ staff: true, backupCodes: 10, addressWaits: true }, "address-waits"],
] as const)("%o: %s first", (account, spot) => {
	expect(weakSpotOf(account)).toBe(spot);
});

test("nobody chooses about mails that never come to them", () => {
	expect(mailKindsOf({ roles: [] }, true)).toEqual(["reminders", "messages"]);
	expect(mailKindsOf({ roles: [{ role: "reviewer" }] }, false)).toEqual(["messages"]);
	expect(mailKindsOf({ roles: [{ role: "auditor" }] }, false)).toEqual([]);
});
