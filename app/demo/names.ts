import type { Random } from "./random.ts";

/*
 * Invented names. Words of places and things that no register holds together like this; a business of such a name is
 * not known to us.
 */

type Trade = { section: string; nouns: readonly string[]; item: readonly (readonly [string, string])[] };

/** What businesses of a section are called, and what they buy: support item code and description. */
export const trades: readonly Trade[] = [
	{
		section: "C",
		nouns: [
			"Nội thất Mộc",
			"Ván ép",
			"Sơn mài",
			"Gốm",
			"Cơ khí",
			"May mặc",
			"Giày",
			"Bánh tráng",
			"Nước mắm",
			"Bao bì",
		],
		item: [
			["DX-SOLUTION", "Phần mềm quản lý sản xuất, 12 tháng"],
			["DX-CONSULT", "Tư vấn chuẩn hóa quy trình đặt hàng và kho"],
			["TECH-TRANSFER", "Tư vấn chuyển giao công nghệ cắt tự động"],
		],
	},
	{
		section: "G",
		nouns: ["Tạp hóa", "Phụ tùng", "Vật tư", "Mỹ phẩm", "Văn phòng phẩm", "Điện máy", "Thực phẩm sạch"],
		item: [
			["DX-SOLUTION", "Phần mềm bán hàng đa kênh và hóa đơn điện tử"],
			["DX-CONSULT", "Tư vấn bán hàng trên sàn thương mại điện tử"],
		],
	},
	{
		section: "I",
		nouns: ["Quán cơm", "Khách sạn", "Cà phê", "Bếp", "Nhà nghỉ"],
		item: [
			["DX-SOLUTION", "Phần mềm gọi món và quản lý kho bếp"],
			["DX-SOLUTION", "Kênh đặt phòng trực tuyến nối sổ phòng"],
		],
	},
	{
		section: "J",
		nouns: ["Giải pháp số", "Phim trường", "Xuất bản", "Trạm dữ liệu"],
		item: [
			["IP-CONSULT", "Tư vấn đăng ký nhãn hiệu và quyền tác giả phần mềm"],
			["DX-SOLUTION", "Nền tảng quản lý khách hàng, 12 tháng"],
		],
	},
	{
		section: "H",
		nouns: ["Vận tải", "Kho bãi", "Giao nhận"],
		item: [
			["DX-SOLUTION", "Phần mềm điều xe và theo dõi chuyến"],
			["DX-CONSULT", "Tư vấn số hóa quy trình kho"],
		],
	},
	{
		section: "F",
		nouns: ["Xây dựng", "Vật liệu", "Cửa gỗ"],
		item: [
			["DX-SOLUTION", "Phần mềm dự toán và quản lý công trình"],
			["DX-CONSULT", "Tư vấn quản trị dự án số"],
		],
	},
	{
		section: "A",
		nouns: ["Nông sản", "Vườn cây", "Trại nấm"],
		item: [["DX-SOLUTION", "Hệ thống truy xuất nguồn gốc và tưới tự động"]],
	},
	{
		section: "M",
		nouns: ["Thiết kế", "Kế toán", "Kiến trúc"],
		item: [["DX-SOLUTION", "Phần mềm quản lý hồ sơ khách hàng"]],
	},
	{
		section: "P",
		nouns: ["Trung tâm Ngoại ngữ", "Nhà trẻ", "Xưởng học"],
		item: [["DX-SOLUTION", "Nền tảng lớp học và học phí trực tuyến"]],
	},
	{
		section: "S",
		nouns: ["Tiệm tóc", "Giặt ủi", "Sửa máy"],
		item: [["DX-SOLUTION", "Phần mềm đặt lịch và chăm sóc khách quen"]],
	},
];

const places = [
	"Lá Sen",
	"Bến Cỏ",
	"Trảng Đá",
	"Sông Bé Nhỏ",
	"Vườn Dừa",
	"Út Nhàn",
	"An Bình Thôn",
	"Tò Vò",
	"Phương Nam Xa",
	"Cầu Ván",
	"Sáu Miền",
	"Gò Mây",
	"Rạch Ông Lớn",
	"Bàu Sậy",
	"Xóm Rẫy",
	"Cù Lao Xanh",
	"Hai Lúa",
	"Kênh Tẻ Nhỏ",
	"Bưng Sáu",
	"Đồng Nắng",
	"Giồng Me",
	"Lò Gạch Cũ",
	"Ba Khía",
	"Mương Chuối",
	"Suối Lội",
	"Chợ Chiều",
] as const;

const forms = {
	company: ["Công ty TNHH", "Công ty TNHH", "Công ty CP", "Công ty TNHH MTV"],
	cooperative: ["HTX"],
	household: ["Hộ kinh doanh", "Cơ sở"],
} as const;

export type BusinessKind = keyof typeof forms;

/** "Công ty TNHH Nội thất Mộc Lá Sen": legal form, trade, an invented place. */
export function businessName(random: Random, kind: BusinessKind, trade: Trade, index: number): string {
	const place = places[index % places.length] ?? "Lá Sen";
	const round = Math.floor(index / places.length);
	const suffix = round === 0 ? "" : ` ${["", "Mới", "Hưng", "Phát"][round] ?? round}`;
	return `${random.pick(forms[kind])} ${random.pick(trade.nouns)} ${place}${suffix}`;
}

const families = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"] as const;
const middles = ["Thị", "Văn", "Minh", "Ngọc", "Thanh", "Gia", "Hoàng", "Kim", "Quốc", "Bảo"] as const;
const givens = [
	"An",
	"Bình",
	"Châu",
	"Duyên",
	"Hạnh",
	"Khoa",
	"Lan",
	"Mai",
	"Nghĩa",
	"Phúc",
	"Quyên",
	"Sơn",
	"Thảo",
	"Uyên",
	"Vinh",
	"Yến",
] as const;

export function personName(random: Random): string {
	return `${random.pick(families)} ${random.pick(middles)} ${random.pick(givens)}`;
}

/** Invented sellers of solutions and advice. */
export const providers = [
	{ name: "Công ty TNHH Giải pháp Vàm Sông", serial: 9_904_563 },
	{ name: "Công ty CP Phần mềm Cù Lao", serial: 9_911_207 },
	{ name: "Công ty TNHH Tư vấn Vận hành Ba Khía", serial: 9_917_744 },
	{ name: "Công ty TNHH Máy chủ Gò Me", serial: 9_923_018 },
	{ name: "Công ty TNHH Kho số Rạch Ông", serial: 9_930_655 },
	{ name: "Trung tâm Đào tạo Số Thị Vải", serial: 9_938_221 },
] as const;

export const streets = [
	"12 đường số 3",
	"45/7 hẻm Hoa Cau",
	"208 đường Bờ Kênh",
	"6 đường Lò Lu",
	"31A đường Vườn Lài",
	"77 đường Xóm Đất",
] as const;
