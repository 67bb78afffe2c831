import type { AgreementProps } from "../agreement.ts";
import type { AssessmentReportProps } from "../assessment-report.ts";
import type { CertificateProps } from "../certificate.ts";
import type { DecisionProps } from "../decision.ts";
import type { PaymentListProps } from "../payment-list.ts";
import type { ReceiptProps } from "../receipt.ts";

const proof = { code: "7K4M92QX", verifyUrl: "https://donbay.example/verify" };
const business = { name: "Công ty TNHH Nội thất Mộc Lá Sen", taxCode: "0399903457" };
const reference = "HS-2026-004218";
const grounds = [
	"Căn cứ Luật Hỗ trợ doanh nghiệp nhỏ và vừa ngày 12 tháng 6 năm 2017",
	"Căn cứ Nghị định số 80/2021/NĐ-CP ngày 26 tháng 8 năm 2021 của Chính phủ",
];

/** A name as long as names get: it must wrap, not run out of its column. */
export const longName =
	"Công ty Trách nhiệm hữu hạn Một thành viên Thương mại Dịch vụ Sản xuất và Xuất nhập khẩu Ngưỡng Cửa Phương Đông";

export const completion = {
	kind: "completion",
	locale: "vi",
	issuer: { parent: "Hiệp hội Doanh nghiệp Thành phố Hồ Chí Minh", name: "Hội Mỹ nghệ và Chế biến gỗ" },
	issuedAt: new Date("2026-11-20T02:15:32Z"),
	signer: { title: "Chủ tịch", name: "Đặng Hoàng Thiên Ân" },
	business,
	proof,
	items: ["Tư vấn giải pháp chuyển đổi số", "Phần mềm quản lý sản xuất"],
	programme: "Hỗ trợ chuyển đổi số doanh nghiệp nhỏ và vừa năm 2026",
	amountDong: 86_000_000n,
	before: { level: 2, name: "Bắt đầu" },
	after: { level: 3, name: "Hình thành" },
} satisfies CertificateProps;

export const assessed: CertificateProps = {
	kind: "assessment",
	locale: "vi",
	issuer: completion.issuer,
	issuedAt: completion.issuedAt,
	business,
	proof,
	framework: "Bộ chỉ số đánh giá mức độ số, phiên bản 1",
	assessedOn: "2026-11-20",
	points: 147,
	mostPoints: 320,
	level: { level: 3, name: "Hình thành" },
};

const decided = {
	locale: "vi",
	type: "decision",
	issuer: { parent: "Ủy ban nhân dân Thành phố Hồ Chí Minh", name: "Sở Tài chính", short: "STC" },
	authority: "Giám đốc Sở Tài chính",
	decidedAt: new Date("2026-10-08T03:00:00Z"),
	grounds,
	proposer: "Hội Mỹ nghệ và Chế biến gỗ Thành phố Hồ Chí Minh",
	reference,
	business,
	recipients: ["Kho bạc Nhà nước Khu vực II"],
	archive: "VT, DNNVV",
	signer: { title: "Giám đốc" },
	proof,
} as const;

export const approval = {
	...decided,
	outcome: "approve",
	payee: "provider",
	lines: [
		{ item: "Tư vấn giải pháp chuyển đổi số", costDong: 72_000_000n, supportDong: 36_000_000n },
		{ item: "Mua, thuê giải pháp chuyển đổi số", costDong: 118_000_000n, supportDong: 50_000_000n },
	],
} satisfies DecisionProps;

export const rejection = {
	...decided,
	type: "notice",
	outcome: "reject",
	reasons: "giải pháp chưa được công bố (Thông tư 06/2022/TT-BKHĐT, Điều 7).",
	appealBy: "2026-10-30",
} satisfies DecisionProps;

export const threeParty: AgreementProps = {
	locale: "vi",
	number: "12/2026/BTT-HAWA",
	reference,
	grounds,
	association: {
		name: "Hội Mỹ nghệ và Chế biến gỗ",
		representative: "Ông Đặng Hoàng Thiên Ân, Chủ tịch",
		consent: { by: "Đặng Hoàng Thiên Ân", position: "Chủ tịch", at: new Date("2026-10-08T03:00:00Z") },
	},
	business: { ...business, account: "ACB, 0123456789", representative: "Bà Trần Thị Mai Khanh, Giám đốc" },
	providers: [{ name: "Công ty Cổ phần Giải pháp Sông Trăng", account: "Vietcombank, 1002003004" }],
	payee: "provider",
	payer: "Sở Tài chính Thành phố Hồ Chí Minh",
	lines: approval.lines.map(({ item, costDong, supportDong }) => ({
		item,
		provider: "Công ty Cổ phần Giải pháp Sông Trăng",
		priceDong: costDong,
		supportDong,
	})),
	acceptBy: "2026-10-22",
	validUntil: "2027-10-22",
	proof,
};

export const batch: PaymentListProps = {
	locale: "vi",
	issuer: { parent: "Ủy ban nhân dân Thành phố Hồ Chí Minh", name: "Sở Tài chính" },
	reference: "DC-2026-000012",
	madeAt: new Date("2026-11-16T02:00:00Z"),
	masked: false,
	payments: [
		{
			reference: "GN-2026-000731",
			payee: "Công ty Cổ phần Giải pháp Sông Trăng",
			account: "1002003004",
			bank: "Vietcombank",
			amountDong: 36_000_000n,
			basis: `Thông báo hỗ trợ ${reference} ngày 08/10/2026; thỏa thuận ký ngày 12/10/2026; đề nghị DN-2026-000512`,
		},
		{
			reference: "GN-2026-000732",
			payee: "Công ty TNHH Mây Tre Gió Đồng",
			account: "0123456789",
			bank: "ACB",
			amountDong: 21_054_000n,
			basis: "Thông báo hỗ trợ HS-2026-004219 ngày 09/10/2026; thỏa thuận ký ngày 20/10/2026; đề nghị DN-2026-000517",
		},
	],
	preparedBy: "Lê Thị Hồng Nhạn",
	releasedBy: "Phan Quốc Bình",
};

const pillar = (name: string, percent: number, level: number) => ({ name, shortName: name, percent, level });

export const result: AssessmentReportProps = {
	locale: "vi",
	business: business.name,
	framework: "Bộ câu hỏi phiên bản 1",
	source: "Theo Quyết định 1970/QĐ-BTTTT.",
	completedAt: new Date("2026-11-16T02:00:00Z"),
	level: { level: 2, name: "Bắt đầu" },
	score: "36,9",
	evidence: "Tự khai, chưa có bằng chứng.",
	skipped: "Có 2 câu để trả lời sau. Câu để trả lời sau tính 0 điểm khi hoàn tất.",
	nextLevel: {
		title: "Còn thiếu điểm để lên mức 3, Hình thành",
		conditions: ["Chưa đạt: Tổng điểm trên 40: bạn có 36,9"],
		way: ["Đường ngắn nhất: nâng 5 bậc."],
		easiest: {
			title: "Dễ nâng nhất: 1 câu",
			questions: [{ question: "Dữ liệu khách hàng ở đâu?", from: "Nay: trong sổ", to: "Nâng lên: trong bảng tính" }],
		},
	},
	pillars: [
		pillar("Trải nghiệm số cho khách hàng", 49, 3),
		pillar("Chiến lược", 40, 2),
		pillar("Hạ tầng và công nghệ số", 35, 2),
		pillar("Vận hành", 33, 2),
		pillar("Văn hóa", 32, 2),
		pillar("Dữ liệu", 28, 2),
	],
	nextSteps: [
		{
			pillar: "Dữ liệu",
			percent: 28,
			steps: ["Gom dữ liệu khách hàng về một phần mềm."],
			support: {
				item: "Mua, thuê giải pháp chuyển đổi số",
				source: "Nghị định 80/2021/NĐ-CP, Điều 11",
				amounts: [{ label: "Nhỏ", amount: "50.000.000 đ" }],
			},
		},
		{ pillar: "Văn hóa", percent: 32, steps: ["Cử một người phụ trách chuyển đổi số."] },
		{ pillar: "Vận hành", percent: 33, steps: ["Chấm công bằng phần mềm."] },
	],
	amountsOn: "2026-11-20",
};

export const received: ReceiptProps = {
	locale: "vi",
	reference,
	submittedAt: new Date("2026-11-16T02:00:00Z"),
	facts: [
		{ term: "Tên", value: longName },
		{ term: "Lần nộp", value: "1" },
	],
	next: ["Hội Mỹ nghệ và Chế biến gỗ xét hồ sơ.", "Hạn trả lời: 14 ngày làm việc."],
	lines: [{ what: "Phần mềm quản lý sản xuất", price: "120.000.000 đ", support: "50.000.000 đ" }],
	sum: { price: "120.000.000 đ", support: "50.000.000 đ" },
	files: [{ kind: "Báo giá", name: `${"bao-gia-".repeat(12)}.pdf`, sha256: "0123456789abcdef".repeat(4) }],
};
