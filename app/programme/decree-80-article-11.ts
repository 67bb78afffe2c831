/**
 * The first programme as data: the four contents of Decree 80/2021/NĐ-CP, Article 11, that are paid to or for a business
 * (Article 11(5), incubators and shared facilities, is public investment), and the settings where the law leaves a choice.
 */

import { decree80PriorityGroups, decree80SizeClassTable } from "#app/business/decree-80-size-classes.ts";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import { legalText } from "#app/kernel/legal-texts.ts";
import type { ProgrammeRules, SupportItem, SupportRate } from "./programme.rules.ts";
import {
	INDEPENDENT_PROVIDER_SOURCE,
	type ProgrammeRulesJson,
	programmeRulesToJson,
} from "./programme-rules.schema.ts";

const ARTICLE_11 = legalText("Nghị định 80/2021/NĐ-CP, Điều 11", "Decree 80/2021/ND-CP, Article 11");
const CIRCULAR_06_ARTICLE_7 = legalText("Thông tư 06/2022/TT-BKHĐT, Điều 7", "Circular 06/2022/TT-BKHDT, Article 7");

/** Half of the cost, up to a ceiling by size in millions of đồng. Micro businesses are not named in Article 11(1). */
function halfUpTo(micro: bigint | null, small: bigint, medium: bigint): SupportRate[] {
	const rate = (sizeClass: SupportRate["sizeClass"], millions: bigint | null): SupportRate => ({
		sizeClass,
		ratePercent: 50,
		ceilingDong: millions === null ? null : millions * 1_000_000n,
		effectiveFrom: "2021-10-15",
		effectiveTo: null,
	});
	return [rate("micro", micro), rate("small", small), rate("medium", medium)];
}

const supportItems: SupportItem[] = [
	{
		code: "DX-CONSULT",
		vi: "Tư vấn giải pháp chuyển đổi số",
		en: "Consulting on digital solutions",
		unit: "per-contract-per-year",
		providerCondition: "adviser-network",
		legalReference: ARTICLE_11,
		rates: halfUpTo(null, 50n, 100n),
	},
	{
		code: "DX-SOLUTION",
		vi: "Mua, thuê giải pháp chuyển đổi số",
		en: "Buying or hiring digital solutions",
		unit: "per-year",
		providerCondition: "solution-published",
		legalReference: ARTICLE_11,
		rates: halfUpTo(20n, 50n, 100n),
	},
	{
		code: "IP-CONSULT",
		vi: "Tư vấn sở hữu trí tuệ",
		en: "Consulting on intellectual property",
		unit: "per-contract-per-year",
		providerCondition: "adviser-network",
		legalReference: ARTICLE_11,
		rates: halfUpTo(100n, 100n, 100n),
	},
	{
		code: "TECH-TRANSFER",
		vi: "Tư vấn chuyển giao công nghệ",
		en: "Consulting on technology transfer",
		unit: "per-contract-per-year",
		providerCondition: "adviser-network",
		legalReference: ARTICLE_11,
		rates: halfUpTo(100n, 100n, 100n),
	},
];

function regulations(section: number): LegalReference {
	return {
		vi: `Quy chế chương trình 2026, mục ${section}`,
		en: `Programme regulations 2026, section ${section}`,
		url: null,
	};
}

const rules: ProgrammeRules = {
	sizeClasses: decree80SizeClassTable,
	priorityGroups: decree80PriorityGroups,
	supportItems,
	conditions: {
		sector: legalText("Nghị định 80/2021/NĐ-CP, Điều 6", "Decree 80/2021/ND-CP, Article 6"),
		location: regulations(3),
		window: regulations(2),
		assessed: CIRCULAR_06_ARTICLE_7,
		"solution-published": CIRCULAR_06_ARTICLE_7,
		"adviser-network": legalText("Thông tư 06/2022/TT-BKHĐT, Điều 3", "Circular 06/2022/TT-BKHDT, Article 3"),
		"independent-provider": INDEPENDENT_PROVIDER_SOURCE,
		"no-double-funding": legalText("Nghị định 224/2026/NĐ-CP, Điều 73", "Decree 224/2026/ND-CP, Article 73"),
		"not-before-submission": regulations(4),
	},
	settings: {
		payee: "provider",
		payer: { vi: "Sở Tài chính Thành phố Hồ Chí Minh", en: "Ho Chi Minh City Department of Finance" },
		rail: "bank-file",
		ownShare: "to-provider",
		advancePercent: 0,
		retentionPercent: 0,
		secondPersonAboveDong: 150_000_000n,
		secondPersonSampleOneIn: 20,
		agreementWorkingDays: 10,
		extensionWorkingDays: 5,
		providerWorkingDays: 5,
		answerWorkingDays: 14,
		recoveryInstalmentsMost: 6,
		assessmentMaxAgeMonths: 12,
		queueOrder: "submission-first",
		noCostBeforeSubmission: true,
		yearEndReservations: "lapse",
		provinceCode: "79",
	},
	settingNotes: {
		payee: {
			vi: "Theo hợp đồng ba bên mẫu (Thông tư 06/2022/TT-BKHĐT, Phụ lục 1), phần của Nhà nước trả cho nhà cung cấp. Chỉ chọn trả cho doanh nghiệp khi quy chế của Thành phố cho phép.",
			en: "In the model three-party contract (Circular 06/2022/TT-BKHDT, Annex 1) the public share is paid to the provider. Choose the business only where the city's own rules allow it.",
		},
		payer: {
			vi: "Thành phố giao cơ quan chi trả qua Kho bạc. Hiệp hội xét hồ sơ, không giữ và không trả tiền.",
			en: "The city names the body that pays through the Treasury. The association decides on applications; it holds and pays no money.",
		},
		rail: {
			vi: "Luật không quy định kênh chi trả. Kho bạc và ngân hàng nhận tệp; chỉ chọn Stripe cho nguồn vốn mà Thành phố được phép chi qua trung gian thanh toán.",
			en: "The law names no rail. The Treasury and banks take a file; choose Stripe only for funds that the City may pay through a payment service.",
		},
		ownShare: {
			vi: "Luật chỉ đòi chứng từ doanh nghiệp đã trả phần của mình. Chỉ cho trả trước qua Stripe khi Thành phố cũng chi qua Stripe cho nhà cung cấp.",
			en: "The law only asks for proof that the business has paid its own share. Let it be paid in through Stripe only where the City pays the provider through Stripe too.",
		},
		advancePercent: {
			vi: "Tạm ứng nhiều nhất 50% phần của Nhà nước, thu hồi từ lần thanh toán khối lượng hoàn thành đầu tiên và thu hồi hết khi thanh toán đạt 80% (Thông tư 52/2023/TT-BTC, Điều 16 khoản 2). Ở đây mỗi lần thanh toán trừ tạm ứng trước, nên chưa trừ hết thì chưa chi thêm, và mốc 80% luôn được giữ. Không dùng cùng với phần của doanh nghiệp trả qua Stripe.",
			en: "At most 50% of the public share, recovered from the first payment for completed work and in full by the time payments reach 80% (Circular 52/2023/TT-BTC, Article 16(2)). Here every claim pays off the advance first: nothing more is paid until it is earned, so the 80% always holds. Not together with the own share through Stripe.",
		},
		retentionPercent: {
			vi: "Luật không nêu. Thành phố có thể giữ lại một phần của mỗi đề nghị đến khi xác nhận đề nghị cuối cùng.",
			en: "The law does not say. The city may keep a part of each claim until the last one is verified.",
		},
		secondPersonAboveDong: {
			vi: "Luật không nêu mức. Thành phố chọn mức mà từ đó cần người thứ hai, tính cả số tiền mà cùng một người đã một mình duyệt cho doanh nghiệp trong 12 tháng.",
			en: "The law names no amount. The city chooses above which one a second person is needed, counting what the same person approved alone for the business within 12 months.",
		},
		secondPersonSampleOneIn: {
			vi: "Luật không nêu. Trong các hồ sơ mà một người được duyệt một mình, cứ khoảng 20 hồ sơ thì một hồ sơ được chọn ngẫu nhiên để người thứ hai xem.",
			en: "The law does not say. Of the approvals that one person may give alone, about one in 20 is drawn at random for a second person to look at.",
		},
		agreementWorkingDays: {
			vi: "Luật không nêu thời hạn ký thỏa thuận. Quá hạn, khoản giữ chỗ trở về hạn mức.",
			en: "The law sets no time to sign the agreement. After it the reservation returns to the envelope.",
		},
		extensionWorkingDays: {
			vi: "Doanh nghiệp tự gia hạn được một lần.",
			en: "The business can extend once by itself.",
		},
		providerWorkingDays: {
			vi: "Hợp đồng ba bên mẫu cần cả nhà cung cấp (Thông tư 06/2022/TT-BKHĐT, Phụ lục 1); luật không nêu thời hạn trả lời.",
			en: "The model three-party contract needs the provider too (Circular 06/2022/TT-BKHDT, Annex 1); the law sets no time to answer.",
		},
		answerWorkingDays: {
			vi: "Trả lời trong 14 ngày làm việc (Nghị định 80/2021/NĐ-CP, Điều 32).",
			en: "The answer is due within 14 working days (Decree 80/2021/ND-CP, Article 32).",
		},
		recoveryInstalmentsMost: {
			vi: "Luật nêu khi nào thu hồi (Nghị định 80/2021/NĐ-CP, Điều 31) nhưng không nêu trả lại một hay nhiều lần. Thành phố chọn số tháng tối đa; chọn 1 nếu phải trả một lần.",
			en: "The law says when money is recovered (Decree 80/2021/ND-CP, Article 31), but not whether it is paid back at once or in parts. The city chooses the most months; choose 1 if all is due at once.",
		},
		assessmentMaxAgeMonths: {
			vi: "Cơ quan hỗ trợ dùng kết quả tự đánh giá (Thông tư 06/2022/TT-BKHĐT, Điều 7) nhưng luật không nêu kết quả có giá trị bao lâu.",
			en: "The agency uses the self-assessment (Circular 06/2022/TT-BKHDT, Article 7), but the law does not say for how long it holds.",
		},
		queueOrder: {
			vi: "Nộp trước được xét trước; cùng lúc thì nhóm ưu tiên trước (Nghị định 80/2021/NĐ-CP, Điều 4). Có thể hiểu là nhóm ưu tiên luôn trước; Thành phố chọn.",
			en: "First come, first served, priority groups first when files arrive together (Decree 80/2021/ND-CP, Article 4). The text can also be read as priority groups always first; the city chooses.",
		},
		noCostBeforeSubmission: {
			vi: "Luật không nêu. Tiền công dùng cho việc sắp làm, không trả cho việc đã làm.",
			en: "The law does not say. Public money is for what is to come, not for what was done already.",
		},
		yearEndReservations: {
			vi: "Năm ngân sách kết thúc ngày 31/12, hồ sơ đến Kho bạc chậm nhất ngày 30/12 (Thông tư 26/2026/TT-BTC). Khoản đã duyệt mà chưa ký chưa phải là cam kết chi nên hết hạn khi khóa sổ; Thành phố có thể chọn giữ sang năm sau.",
			en: "The budget year ends on 31 December, and dossiers reach the Treasury by 30 December (Circular 26/2026/TT-BTC). What is approved and not agreed is no commitment yet, so it lapses when the year is closed; the city may choose to carry it over.",
		},
		provinceCode: {
			vi: "Ngân sách Thành phố hỗ trợ doanh nghiệp có trụ sở tại TP. Hồ Chí Minh.",
			en: "The city's budget supports businesses with their head office in Ho Chi Minh City.",
		},
	},
};

/** The rules of the city's programme of 2026 in the form in which they are stored. */
export const decree80Programme2026Rules: ProgrammeRulesJson = programmeRulesToJson(rules);
