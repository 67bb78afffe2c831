import type { ReactNode } from "react";

/**
 * What a large title does not break over two lines: words of Vietnamese that are written apart, references, and dates in
 * English. "trả | lại" reads as another word at first.
 */
const compounds = [
	...["TP\\. Hồ Chí Minh", "Thành phố Hồ Chí Minh", "chuyển đổi số", "doanh nghiệp", "doanh thu", "nhà cung cấp"],
	...["hỗ trợ", "hồ sơ", "hiệp hội", "chương trình", "thỏa thuận", "thanh toán", "tạm ứng", "trả lại", "thu hồi"],
	...["độc lập", "lao động", "điều kiện", "đề nghị", "quyết định", "chứng nhận", "giải pháp", "tư vấn", "tài khoản"],
	...["tài liệu", "bổ sung", "xác nhận", "vai trò", "ngân sách", "người thứ hai", "năm \\d{4}"],
	// References: HS-2026-000001.
	"[A-Z]{2}-\\d{4}-\\d+",
	...["\\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \\d{4}"],
];

const together = new RegExp(`(?<!\\p{L})(${compounds.join("|")})(?!\\p{L})`, "giu");

/** A title whose words stay whole, where it is a plain sentence; anything else as it is. */
export function Compounds({ of: text }: { of: ReactNode }) {
	if (typeof text !== "string") return text;
	const pieces = text.split(together);
	if (pieces.length === 1) return text;
	// Where it splits by a group, every other piece is what the group found.
	return pieces.map((piece, at) =>
		at % 2 === 1 ? (
			// biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have nothing but their place.
			<span key={at} className="whitespace-nowrap">
				{piece}
			</span>
		) : (
			piece
		),
	);
}
