import { expect, test } from "vitest";
import { isAtDomainOf, ownDomain, sameMailbox, typedAddress } from "./mail-address.ts";

test.each([
	["lan@vamsong.example", "lan@vamsong.example"],
	["Lan Nguyễn <lan@vamsong.example>", "lan@vamsong.example"],
	["<lan+thue@vamsong.example>", "lan+thue@vamsong.example"],
	["mailto:lan@vamsong.example", "lan@vamsong.example"],
	["lan@vamsong.example.", "lan@vamsong.example"],
	["lan@vamsong.example,", "lan@vamsong.example"],
	["lan@vàm-sông.example", "lan@xn--vm-sng-ita7n.example"],
	["lan@VÀM-SÔNG.example".normalize("NFD"), "lan@xn--vm-sng-ita7n.example"],
	["lan@xn--vm-sng-ita7n.example", "lan@xn--vm-sng-ita7n.example"],
	["lan@vamsong。example", "lan@vamsong。example"],
	["lan@sông/@x", "lan@sông/@x"],
	["lan", "lan"],
	["@sông.example", "@sông.example"],
	["", ""],
])("%s is the address %s", (text, address) => expect(typedAddress(text)).toBe(address));

test.each([
	["chu@xuong.example", "CHU@Xuong.Example", true],
	["chu@xuong.example", " chu@xuong.example ", true],
	["chu@xuong.example", "chu+ncc@xuong.example", true],
	["chu@xuong.example", "chu+a+b@xuong.example", true],
	["mai.khanh@gmail.com", "maikhanh+ncc@googlemail.com", true],
	["mai.khanh@gmail.com", "M.A.I.khanh@gmail.com", true],
	["mai.khanh@xuong.example", "maikhanh@xuong.example", false],
	["chu@xuong.example", "chu@xuong.vn", false],
	["chu@xuong.example", "ke-toan@xuong.example", false],
	["+a@xuong.example", "+b@xuong.example", false],
])("%s and %s are one mailbox: %s", (one, other, same) => {
	expect(sameMailbox(one, other)).toBe(same);
	expect(sameMailbox(other, one)).toBe(same);
});

test.each([
	["ban@xuong.example", "chu@xuong.example", true],
	["ban@mail.XUONG.example", "chu@xuong.example", true],
	["ban@khac-xuong.example", "chu@xuong.example", false],
	["ban@xuong.example", "chu@mail.xuong.example", false],
	["ban@gmail.com", "chu@gmail.com", false],
	["ban@hcm.vnn.vn", "chu@vnn.vn", false],
	["ban", "chu", false],
])("%s is at the domain of %s: %s", (address, other, at) => {
	expect(isAtDomainOf(address, other)).toBe(at);
});

test("a public mailer is nobody's own domain", () => {
	expect(ownDomain("ai-do@GMAIL.com")).toBeNull();
	expect(ownDomain("ban@vamsong.example")).toBe("vamsong.example");
});
