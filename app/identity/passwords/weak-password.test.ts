import { expect, test } from "vitest";
import { isWeakPassword } from "./weak-password.server.ts";

const about = ["Trần Thị Mai Khanh", "maikhanh.moclasen@thu.example"];

test.each([
	"1234567890",
	"aaaaaaaaaa",
	"donbay2026",
	"ĐònBẩy2026",
	"donbay-demo-2026",
	"abcabcabcabc",
	"abcabcabc1",
	"!hahahaha99",
	"CongTyTNHH2026",
	"12121212121",
	"qwertyuiop",
	"poiuytrewq",
	"qwertyuiop123",
	"abcdefghij",
	"9876543210",
	"password123",
	"Password2026!",
	"P@ssw0rd2026",
	"iloveyou123",
	"anhyeuem123",
	"matkhau2026",
	"Mật khẩu 123",
	"1qaz2wsx3edc",
	"MaiKhanh1990",
	"tranthimaikhanh",
	"moclasen2026",
	"maikhanh.moclasen",
	"0901234567",
	"25121990251219",
	"saigonsaigon",
	"ｐａｓｓｗｏｒｄ１２３",
])("%s is refused", (password) => {
	expect(isWeakPassword(password, about)).toBe(true);
});

test.each([
	"ban ghe go soi 2026",
	"một câu dài dễ nhớ của riêng tôi",
	"hoa gạo nở tháng ba",
	"correct horse battery staple",
	"k7m2p-x4q9w",
	"Kf8!mPz2#qLw",
	"Mai Khanh thích uống trà sen",
])("%s is taken", (password) => {
	expect(isWeakPassword(password, about)).toBe(false);
});
