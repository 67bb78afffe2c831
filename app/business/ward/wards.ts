import { cleanLine } from "#app/kernel/text.ts";

/** A ward (phường), commune (xã) or special zone (đặc khu) of the city since 1 July 2025. */
export type Ward = { code: string; name: string; kind: "ward" | "commune" | "special-zone"; formerProvince: string };

/*
 * The 168 units of Thành phố Hồ Chí Minh (province code 79) under Resolution 1685/NQ-UBTVQH15, with the codes of the
 * General Statistics Office. Source: github.com/thanglequoc/vietnamese-provinces-database, August 2026.
 */
type Kind = Ward["kind"];

function unitsOf(formerProvince: string, kind: Kind, list: string): Ward[] {
	return cleanLine(list)
		.split("; ")
		.map((unit) => ({ code: unit.slice(0, 5), name: unit.slice(6), kind, formerProvince }));
}

/** All units, those of the former city first. */
export const wards: readonly Ward[] = [
	...unitsOf(
		"Thành phố Hồ Chí Minh",
		"ward",
		`
		26737 Tân Định; 26740 Sài Gòn; 26743 Bến Thành; 26758 Cầu Ông Lãnh; 26767 An Phú Đông; 26773 Thới An; 26782
		Tân Thới Hiệp; 26785 Trung Mỹ Tây; 26791 Đông Hưng Thuận; 26800 Linh Xuân; 26803 Tam Bình; 26809 Hiệp Bình;
		26824 Thủ Đức; 26833 Long Bình; 26842 Tăng Nhơn Phú; 26848 Phước Long; 26857 Long Phước; 26860 Long Trường;
		26876 An Nhơn; 26878 An Hội Đông; 26882 An Hội Tây; 26884 Gò Vấp; 26890 Hạnh Thông; 26898 Thông Tây Hội; 26905
		Bình Lợi Trung; 26911 Bình Quới; 26929 Bình Thạnh; 26944 Gia Định; 26956 Thạnh Mỹ Tây; 26968 Tân Sơn Nhất;
		26977 Tân Sơn Hòa; 26983 Bảy Hiền; 26995 Tân Hòa; 27004 Tân Bình; 27007 Tân Sơn; 27013 Tây Thạnh; 27019 Tân
		Sơn Nhì; 27022 Phú Thọ Hòa; 27028 Phú Thạnh; 27031 Tân Phú; 27043 Đức Nhuận; 27058 Cầu Kiệu; 27073 Phú Nhuận;
		27094 An Khánh; 27097 Bình Trưng; 27112 Cát Lái; 27139 Xuân Hòa; 27142 Nhiêu Lộc; 27154 Bàn Cờ; 27163 Hòa
		Hưng; 27169 Diên Hồng; 27190 Vườn Lài; 27211 Hòa Bình; 27226 Phú Thọ; 27232 Bình Thới; 27238 Minh Phụng; 27259
		Xóm Chiếu; 27265 Khánh Hội; 27286 Vĩnh Hội; 27301 Chợ Quán; 27316 An Đông; 27343 Chợ Lớn; 27349 Phú Lâm; 27364
		Bình Phú; 27367 Bình Tây; 27373 Bình Tiên; 27418 Chánh Hưng; 27424 Bình Đông; 27427 Phú Định; 27439 Bình Hưng
		Hòa; 27442 Bình Tân; 27448 Bình Trị Đông; 27457 Tân Tạo; 27460 An Lạc; 27475 Tân Hưng; 27478 Tân Thuận; 27484
		Phú Thuận; 27487 Tân Mỹ`,
	),
	...unitsOf(
		"Thành phố Hồ Chí Minh",
		"commune",
		`
		27496 Tân An Hội; 27508 An Nhơn Tây; 27511 Nhuận Đức; 27526 Thái Mỹ; 27541 Phú Hòa Đông; 27544 Bình Mỹ; 27553
		Củ Chi; 27559 Hóc Môn; 27568 Đông Thạnh; 27577 Xuân Thới Sơn; 27592 Bà Điểm; 27595 Tân Nhựt; 27601 Vĩnh Lộc;
		27604 Tân Vĩnh Lộc; 27610 Bình Lợi; 27619 Bình Hưng; 27628 Hưng Long; 27637 Bình Chánh; 27655 Nhà Bè; 27658
		Hiệp Phước; 27664 Cần Giờ; 27667 Bình Khánh; 27673 An Thới Đông; 27676 Thạnh An`,
	),
	...unitsOf(
		"Bình Dương",
		"ward",
		`
		25747 Thủ Dầu Một; 25750 Phú Lợi; 25760 Bình Dương; 25768 Phú An; 25771 Chánh Hiệp; 25813 Bến Cát; 25837 Chánh
		Phú Hòa; 25840 Long Nguyên; 25843 Tây Nam; 25846 Thới Hòa; 25849 Hòa Lợi; 25888 Tân Uyên; 25891 Tân Khánh;
		25912 Vĩnh Tân; 25915 Bình Cơ; 25920 Tân Hiệp; 25942 Dĩ An; 25945 Tân Đông Hiệp; 25951 Đông Hòa; 25966 Lái
		Thiêu; 25969 Thuận Giao; 25975 An Phú; 25978 Thuận An; 25987 Bình Hòa`,
	),
	...unitsOf(
		"Bình Dương",
		"commune",
		`
		25777 Dầu Tiếng; 25780 Minh Thạnh; 25792 Long Hòa; 25807 Thanh An; 25819 Trừ Văn Thố; 25822 Bàu Bàng; 25858
		Phú Giáo; 25864 Phước Thành; 25867 An Long; 25882 Phước Hòa; 25906 Bắc Tân Uyên; 25909 Thường Tân`,
	),
	...unitsOf(
		"Bà Rịa – Vũng Tàu",
		"ward",
		`
		26506 Vũng Tàu; 26526 Tam Thắng; 26536 Rạch Dừa; 26542 Phước Thắng; 26560 Bà Rịa; 26566 Long Hương; 26572 Tam
		Long; 26704 Phú Mỹ; 26710 Tân Hải; 26713 Tân Phước; 26725 Tân Thành`,
	),
	...unitsOf(
		"Bà Rịa – Vũng Tàu",
		"commune",
		`
		26545 Long Sơn; 26575 Ngãi Giao; 26584 Xuân Sơn; 26590 Bình Giã; 26596 Châu Đức; 26608 Kim Long; 26617 Nghĩa
		Thành; 26620 Hồ Tràm; 26632 Xuyên Mộc; 26638 Bàu Lâm; 26641 Hòa Hội; 26647 Hòa Hiệp; 26656 Bình Châu; 26659
		Long Điền; 26662 Long Hải; 26680 Đất Đỏ; 26686 Phước Hải; 26728 Châu Pha`,
	),
	...unitsOf(
		"Bà Rịa – Vũng Tàu",
		"special-zone",
		`
		26732 Côn Đảo`,
	),
];
