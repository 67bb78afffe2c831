import { expect, test } from "vitest";
import { toAccountName } from "./account-name.ts";

test.each([
	["Công ty TNHH Nội thất Mộc Lá Sen", "CONG TY TNHH NOI THAT MOC LA SEN"],
	["Công ty TNHH Nội thất Mộc Lá Sen".normalize("NFD"), "CONG TY TNHH NOI THAT MOC LA SEN"],
	["Đường Đi đó", "DUONG DI DO"],
	["Ưu Ơn ứng ẫ Ỹ", "UU ON UNG A Y"],
	["  Hộ\u00A0kinh  doanh\tÚt Nhàn ", "HO KINH DOANH UT NHAN"],
	["", ""],
])("%j is %j at the bank", (name, accountName) => {
	expect(toAccountName(name)).toBe(accountName);
});
