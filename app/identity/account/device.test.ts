import { expect, test } from "vitest";
import { deviceInWords, networkInWords } from "./device.ts";

test.each([
	["Chrome, Windows", "Máy tính Windows, Chrome"],
	["Cốc Cốc, Windows", "Máy tính Windows, Cốc Cốc"],
	["Samsung Internet, Android", "Máy Android, Samsung Internet"],
	["Safari, iPhone", "iPhone, Safari"],
	["Safari, macOS", "Máy tính Mac, Safari"],
	["Firefox", "Firefox"],
	["Linux", "Máy tính Linux"],
	["", "Máy chưa rõ loại"],
	[null, "Máy chưa rõ loại"],
])("%s is %s", (kept, words) => {
	expect(deviceInWords(kept)).toBe(words);
});

test.each([
	["203.0.113.0/24", "Mạng 203.0.113.x"],
	["2001:db8:1::/48", "Mạng 2001:db8:1:…"],
	["unknown", "Mạng chưa rõ"],
	[null, "Mạng chưa rõ"],
])("%s is %s", (network, words) => {
	expect(networkInWords(network)).toBe(words);
});
