import { expect, test } from "vitest";
import { searchList } from "./list-search.ts";

const places = [
	...["Phường Bến Thành", "Phường An Phú", "Phường An Phú Đông", "Phường Phú An", "Xã Củ Chi", "Đặc khu Côn Đảo"],
	...[
		"Phường Đức Nhuận",
		"Bến Thành Ward",
		"Hội Dệt may Thêu đan TP. Hồ Chí Minh",
		"Vietcombank – Ngân hàng Ngoại thương",
	],
].map((label) => ({ label }));

test.each<[string, string[], string | null]>([
	["", places.map(({ label }) => label), null],
	["an phu", ["Phường An Phú", "Phường An Phú Đông", "Phường Phú An"], "Phường An Phú"],
	["an phú đ", ["Phường An Phú Đông"], "Phường An Phú Đông"],
	["phuong an phu", ["Phường An Phú", "Phường An Phú Đông", "Phường Phú An"], "Phường An Phú"],
	["P. An Phú", ["Phường An Phú", "Phường An Phú Đông", "Phường Phú An"], "Phường An Phú"],
	["AN PHÚ ĐÔNG", ["Phường An Phú Đông"], "Phường An Phú Đông"],
	["cu", ["Xã Củ Chi"], "Xã Củ Chi"],
	["xã củ chi".normalize("NFD"), ["Xã Củ Chi"], "Xã Củ Chi"],
	["dac khu", ["Đặc khu Côn Đảo"], "Đặc khu Côn Đảo"],
	["ðức", ["Phường Đức Nhuận"], "Phường Đức Nhuận"],
	["ben thanh", ["Phường Bến Thành", "Bến Thành Ward"], null],
	["con dao", ["Đặc khu Côn Đảo"], "Đặc khu Côn Đảo"],
	["benthanh", ["Phường Bến Thành", "Bến Thành Ward"], null],
	["det may", ["Hội Dệt may Thêu đan TP. Hồ Chí Minh"], "Hội Dệt may Thêu đan TP. Hồ Chí Minh"],
	["vietcom", ["Vietcombank – Ngân hàng Ngoại thương"], "Vietcombank – Ngân hàng Ngoại thương"],
	["hàng", ["Vietcombank – Ngân hàng Ngoại thương"], "Vietcombank – Ngân hàng Ngoại thương"],
	["xyz", [], null],
	["phường", ["Phường Bến Thành", "Phường An Phú", "Phường An Phú Đông", "Phường Phú An", "Phường Đức Nhuận"], null],
])("%j finds %j and means %j", (typed, labels, meant) => {
	const match = searchList(places, typed);
	expect(match.fitting.map(({ label }) => label)).toEqual(labels);
	expect(match.meant?.label ?? null).toBe(meant);
});
