import { describe, expect, test } from "vitest";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { type MailName, type MailProps, mailTemplates, renderMail } from "./render.ts";

const url = "https://donbay.example/applications/HS-2026-004218";
const application = {
	name: "Trần Thị Mai Khanh",
	reference: "HS-2026-004218",
	business: "Công ty TNHH Nội thất Mộc Lá Sen",
	association: "Hội Mỹ nghệ và Chế biến gỗ",
	url,
};
const payment = {
	...application,
	payment: "GN-2026-000731",
	amountDong: "36000000",
	payee: "Công ty Cổ phần Giải pháp Sông Trăng",
	bank: "ACB",
	accountLast4: "4521",
};
const recovery = { ...application, recovery: "TH-2026-0012", payment: "CT-2026-00731" };
/** As the room of turns words it. */
const turn = {
	what: "Ký thỏa thuận hỗ trợ",
	about: "HS-2026-004218, 86.000.000 đ",
	note: "Quá hạn thì khoản giữ chỗ trở về hạn mức.",
	by: "Chậm nhất thứ Năm, 22/10/2026. Còn 3 ngày làm việc.",
	button: "Xem và ký thỏa thuận",
};
const claim = { ...application, claim: "TT-2026-000912", subsidyDong: "36000000" };

const samples: { [Name in MailName]: MailProps<Name> } = {
	"verify-address": { name: application.name, url },
	"reset-password": { name: application.name, url },
	"already-registered": { name: application.name, signInUrl: url, resetUrl: "https://donbay.example/forgot-password" },
	"account-notice": {
		name: application.name,
		kind: "backup-code-used",
		at: "2026-10-22T03:15:00.000Z",
		left: 2,
		helpEmail: "tro-giup@donbay.example",
		url,
	},
	"confirm-new-address": { name: application.name, url },
	"address-change-asked": { name: application.name, newEmail: "moi@example.test", url },
	"address-taken": { name: application.name, url },
	"people-changed": {
		...{ name: "Ngô Bá Thành", what: "give-role:proposed", person: "Trương Gia Hân", email: "han@stc.example" },
		...{ by: "Huỳnh Thị Cẩm Tú", role: "finance_officer", basis: "QĐ 214/QĐ-STC", at: "2026-11-20T09:20:00.000Z" },
		...{ lapsesAt: "2026-11-30T16:59:59.999Z", own: false, mayAnswer: true, url },
	},
	"factor-reset-link": {
		...{ name: "Trịnh Bảo Châu", first: "Ngô Bá Thành", second: "Huỳnh Thị Cẩm Tú" },
		...{ until: "2026-11-24T03:00:00.000Z", url },
	},
	"factor-reminder": { name: "Hồ Quang Vinh", by: "Ngô Bá Thành", url },
	"application-submitted": {
		...application,
		programme: "Hỗ trợ chuyển đổi số 2026",
		askedDong: "86000000",
		answerBy: "2026-10-05",
	},
	"application-received": {
		...application,
		programme: "Hỗ trợ chuyển đổi số 2026",
		askedDong: "86000000",
		answerBy: "2026-10-05",
	},
	"changes-requested": {
		...application,
		missing: "Báo giá thiếu mã số thuế.\nHợp đồng thiếu trang 2.",
		turn,
	},
	"application-recommended": { ...application, amountDong: "186000000", by: "Nguyễn Thu Hà", because: "Vì sao." },
	"application-withdrawn": application,
	"application-cancelled": { ...application, reason: "Doanh nghiệp đề nghị dừng." },
	"payments-stopped": {
		...application,
		because: "certificate",
		reason: "Hóa đơn trong hồ sơ không có thật.",
		toDecide: false,
	},
	"own-share-taken": { ...application, amountDong: "68000000", owedDong: "34000000", toFinance: false },
	"payments-decided": { ...application, decision: "end", reason: "Nhà cung cấp không có cửa hàng." },
	"claims-ended": {
		...application,
		leftDong: "12000000",
		toReturnDong: "3000000",
		reason: "Doanh nghiệp không trả lời từ tháng 5.",
	},
	"application-completed": { ...application, paidDong: "86000000" },
	"agreement-lapsed": { ...application, amountDong: "86000000", acceptBy: "2026-10-22" },
	"application-approved": {
		...application,
		decidedOn: "2026-10-08",
		inPart: false,
		lines: [
			{ label: "Tư vấn giải pháp", amountDong: "36000000" },
			{ label: "Phần mềm quản lý sản xuất", amountDong: "50000000" },
		],
		acceptBy: "2026-10-22",
	},
	"application-rejected": {
		...application,
		decidedOn: "2026-10-08",
		lines: [
			{ label: "Mua, thuê giải pháp chuyển đổi số", amountDong: "50000000" },
			{ label: "Tư vấn giải pháp chuyển đổi số", amountDong: "36000000" },
		],
		reason: "Giải pháp chưa được công bố.",
		legalBasis: "Thông tư 06/2022/TT-BKHĐT, Điều 7",
	},
	"agreement-accepted": {
		...application,
		acceptedBy: "Trần Thị Mai Khanh",
		acceptedOn: "2026-10-12",
		amountDong: "86000000",
	},
	"turn-reminder": { ...application, turn, extensionDays: 5, mayBePaid: false },
	"draft-files-end": { ...application, files: 3, endsOn: "2026-10-22" },
	"vault-files-end": {
		...{ name: application.name, business: application.business, url: application.url },
		...{ files: 3, endsOn: "2026-10-22" },
	},
	"provider-account": {
		...{ name: payment.payee, provider: payment.payee, taxCode: "0312687878", business: application.business },
		...{ days: 14, url: application.url },
	},
	"provider-asked": {
		...application,
		provider: payment.payee,
		payer: "Sở Tài chính Thành phố Hồ Chí Minh",
		number: "12/2026/BTT-HAWA",
		amountDong: "118000000",
		answerBy: "2026-10-20",
	},
	"provider-code": {
		name: payment.payee,
		provider: payment.payee,
		business: application.business,
		code: "secret-of-this-mail",
		minutes: 10,
	},
	"provider-address-changed": {
		...application,
		provider: payment.payee,
		before: "ban-hang@vamsong.example",
		after: "kinh-doanh@vamsong.example",
		reader: "reviewer",
	},
	"provider-answered-elsewhere": {
		name: application.name,
		reference: application.reference,
		association: application.association,
		url: application.url,
		provider: payment.payee,
	},
	"provider-to-be-paid": {
		...application,
		provider: payment.payee,
		claim: "DN-2026-000011",
		payableDong: "57250000",
		bank: "Vietcombank",
		accountLast4: "2333",
	},
	"provider-declined": {
		...application,
		provider: payment.payee,
		person: "Đinh Quang Khải",
		reasons: "Giá đã tăng từ tháng này.",
	},
	"provider-in-force": {
		name: payment.payee,
		provider: payment.payee,
		business: application.business,
		number: "12/2026/BTT-HAWA",
		payer: "Sở Tài chính Thành phố Hồ Chí Minh",
		inForceOn: "2026-10-14",
		url: application.url,
	},
	"provider-lapsed": {
		name: payment.payee,
		provider: payment.payee,
		business: application.business,
		number: "12/2026/BTT-HAWA",
	},
	"provider-silent": {
		...application,
		provider: payment.payee,
		email: "kinh-doanh@songtrang.example",
		askedOn: "2026-10-14",
	},
	"claim-submitted": { ...claim, costDong: "72000000" },
	"claim-verified": {
		...claim,
		payeeKind: "provider",
		payee: payment.payee,
		offsetDong: "15000000",
		retainedDong: "1000000",
	},
	"claim-returned": { ...claim, outcome: "returned", reason: "Hóa đơn số 128 ghi sai tên người mua." },
	"disbursement-sent": { ...payment, sentOn: "2026-11-16" },
	"disbursement-paid": { ...payment, paidOn: "2026-11-18" },
	"disbursement-failed": {
		...payment,
		bankAnswer: "Sai số tài khoản người nhận",
		because: "returned",
	},
	"recovery-notice": {
		...recovery,
		amountDong: "12000000",
		reason: "Số lao động kê khai không khớp bảo hiểm xã hội.",
		answerBy: "2026-12-08",
		dueOn: "2027-01-07",
		office: "Sở Tài chính TP. Hồ Chí Minh",
	},
	"recovery-decided": {
		...recovery,
		outcome: "lowered",
		reason: "Chỉ ba tháng không đủ điều kiện.",
		amountDong: "8000000",
		dueOn: "2027-01-20",
	},
	"recovery-received": {
		...recovery,
		receivedDong: "4000000",
		receivedOn: "2027-01-18",
		leftDong: "4000000",
	},
	"recovery-receipt-corrected": {
		...recovery,
		amountDong: "4000000",
		reason: "Gõ thừa một số không.",
		leftDong: "8000000",
	},
	"recovery-answered": { ...recovery, answer: "contested", amountDong: "12000000", words: "Chúng tôi có đủ hồ sơ." },
	"certificate-issued": {
		...application,
		kind: "completion",
		code: "7K4M92QX",
		verifyUrl: "https://donbay.example/verify/7K4M92QX",
	},
	"message-received": { ...application, from: "association" },
};

const names = Object.keys(mailTemplates) as MailName[];
const locales: Locale[] = ["vi", "en"];
const renderSample = <Name extends MailName>(name: Name, locale: Locale) => renderMail(name, samples[name], locale);

describe.each(locales)("every mail in %s", (locale) => {
	test.each(names)("%s says the same in HTML and in text", async (name) => {
		const facts: Record<string, unknown> = samples[name];
		const { subject, html, text } = await renderSample(name, locale);

		expect(html).toContain(`lang="${locale}"`);
		// A missing message compiles to its key.
		expect(`${subject}${text}`).not.toMatch(/emails_|undefined|NaN|\[object/);
		expect(html).not.toMatch(/<(img|link|script)\b|emails_/);
		if ("reference" in facts) expect(subject).toContain(facts.reference);

		const page = (facts.url ?? facts.signInUrl) as string;
		// A code is typed into the page that is open; what is over, or is answered by telephone, leads nowhere.
		if (!["provider-code", "provider-lapsed", "provider-to-be-paid", "provider-answered-elsewhere"].includes(name)) {
			expect(html.split(`href="${page}"`), "as a button and as an address").toHaveLength(3);
			expect(text).toContain(page);
		}
		expect(text).toContain(locale === "vi" ? "không bao giờ hỏi mật khẩu" : "never ask for passwords");
		expect(text).toContain(facts.name);
		for (const [key, value] of Object.entries(facts)) {
			if (!key.endsWith("Dong")) continue;
			expect(text).toContain(formatDong(BigInt(value as string), locale));
		}
	});
});

describe("subjects", () => {
	test.each<[Locale, string]>([
		["vi", "Hồ sơ HS-2026-004218: được duyệt 86.000.000\u00A0đ, mời ký chậm nhất 22/10/2026"],
		["en", "Application HS-2026-004218: VND\u00A086,000,000 approved, please sign by 22 October 2026"],
	])("say what happened and what to do by when (%s)", async (locale, subject) => {
		expect((await renderSample("application-approved", locale)).subject).toBe(subject);
	});

	test("of a reminder: what to do, by when, as the first page says it", async () => {
		const { subject } = await renderSample("turn-reminder", "vi");
		expect(subject).toBe(
			"Hồ sơ HS-2026-004218: Ký thỏa thuận hỗ trợ. Chậm nhất thứ Năm, 22/10/2026. Còn 3 ngày làm việc",
		);
	});
});

describe("what depends on the case", () => {
	test("an approval adds its lines up and gives the reason of a part", async () => {
		const facts = { ...samples["application-approved"], inPart: true, reason: "Máy in không thuộc nội dung hỗ trợ." };
		const { subject, text } = await renderMail("application-approved", facts, "vi");
		expect(subject).toContain("được duyệt một phần 86.000.000\u00A0đ");
		expect(text).toMatch(/Tư vấn giải pháp +36\.000\.000\u00A0đ\n/);
		expect(text).toMatch(/Thành phố góp +86\.000\.000\u00A0đ\n/);
		expect(text).toContain("Máy in không thuộc nội dung hỗ trợ.");
	});

	test("a reason keeps its lines", async () => {
		const { text } = await renderSample("changes-requested", "vi");
		expect(text).toContain("Báo giá thiếu mã số thuế.\nHợp đồng thiếu trang 2.");
	});

	test("a refusal names its basis, and says to whom and until when one can complain", async () => {
		const { text } = await renderSample("application-rejected", "vi");
		expect(text).toContain("Thông tư 06/2022/TT-BKHĐT, Điều 7");
		expect(text).toContain("90 ngày kể từ ngày nhận quyết định");
	});

	test("a refusal shows what was asked for, line by line, and that none of it is granted", async () => {
		const plain = (text: string) => text.replace(/\s+/g, " ");
		const { text } = await renderSample("application-rejected", "vi");
		expect(plain(text)).toMatch(/Mua, thuê giải pháp chuyển đổi số:? 50\.000\.000 đ/);
		expect(plain(text)).toMatch(/không được duyệt:? 86\.000\.000 đ/);
		const { lines: _none, ...older } = samples["application-rejected"];
		expect((await renderMail("application-rejected", older, "vi")).text).not.toContain("86.000.000");
	});

	test("all that is back asks for nothing more", async () => {
		const facts = { ...samples["recovery-received"], leftDong: "0" };
		const { subject, text } = await renderMail("recovery-received", facts, "vi");
		expect(subject).toContain("bạn đã trả lại đủ");
		expect(text).toContain("Bạn không phải làm gì.");
	});

	test("a dropped recovery names no amount to pay", async () => {
		const { amountDong: _, dueOn: _on, ...facts } = samples["recovery-decided"];
		const { subject, text } = await renderMail("recovery-decided", { ...facts, outcome: "dropped" }, "vi");
		expect(subject).toContain("thôi thu hồi TH-2026-0012");
		expect(text).not.toContain("Đến lượt bạn");
	});

	test("a turn has its words, its note, its day and the word on the button; what is waited for has none of them", async () => {
		const facts = samples["application-approved"];
		const mine = (await renderMail("application-approved", { ...facts, turn }, "vi")).text;
		expect(mine).toContain(`Đến lượt bạn: ${turn.what}`);
		for (const words of [turn.about, turn.note, turn.by, turn.button]) expect(mine).toContain(words);
		const waiting = "Đang chờ chủ doanh nghiệp: ký thỏa thuận hỗ trợ.";
		const theirs = (await renderMail("application-approved", { ...facts, waiting }, "vi")).text;
		expect(theirs).toContain(waiting);
		expect(theirs).not.toContain("Đến lượt bạn");
	});

	test("whose address was changed is not sent for a new password, which they could not get", async () => {
		const facts = { ...samples["account-notice"], kind: "address-changed" as const };
		const { text } = await renderMail("account-notice", facts, "vi");
		expect(text).toContain("tro-giup@donbay.example");
		expect(text).not.toContain("Đặt mật khẩu mới");
	});

	test("a refused claim asks for nothing", async () => {
		const facts = { ...samples["claim-returned"], outcome: "refused" as const };
		const { subject, text } = await renderMail("claim-returned", facts, "vi");
		expect(subject).toContain("không được trả");
		expect(text).not.toContain("Đến lượt bạn");
	});

	test("a payment that was recorded wrongly is told as such, not as the bank's answer", async () => {
		const facts = { ...samples["disbursement-failed"], bankAnswer: "Sao kê không có." } as const;
		const wrongly = await renderMail("disbursement-failed", { ...facts, because: "recorded-wrongly" }, "vi");
		expect(wrongly.subject).toContain("chưa đến, tiền không mất");
		expect(wrongly.text).toContain("đã bị ghi nhầm là đã trả");
		expect(wrongly.text).toContain("Sở Tài chính: “Sao kê không có.”");
		const back = await renderMail("disbursement-failed", { ...facts, because: "taken-back" }, "en");
		expect(back.text).toContain("the money came back later");
	});

	test("a message is announced by who wrote it, to the other side", async () => {
		const toBusiness = await renderSample("message-received", "vi");
		expect(toBusiness.subject).toBe("Hồ sơ HS-2026-004218: tin mới từ Hội Mỹ nghệ và Chế biến gỗ");
		expect(toBusiness.text).toContain("vì bạn đại diện Công ty TNHH Nội thất Mộc Lá Sen");
		const toDesk = await renderMail("message-received", { ...application, from: "business" }, "en");
		expect(toDesk.subject).toBe("Application HS-2026-004218: a new message from Công ty TNHH Nội thất Mộc Lá Sen");
		expect(toDesk.text).toContain("because you review applications for Hội Mỹ nghệ và Chế biến gỗ");
	});

	test("what people typed cannot become markup", async () => {
		const facts = { ...samples["changes-requested"], missing: '<a href="https://evil.example">here</a>' };
		expect((await renderMail("changes-requested", facts, "en")).html).not.toContain('href="https://evil.example"');
	});
});

describe("props that are not what a mail needs", () => {
	test.each<[string, MailName, Record<string, unknown>]>([
		["an amount with dots", "claim-submitted", { costDong: "72.000.000" }],
		["a negative amount", "claim-submitted", { costDong: "-1" }],
		["a day that is none", "application-submitted", { answerBy: "2026-02-30" }],
		["an empty name", "application-submitted", { name: " " }],
		["a link that is none", "verify-address", { url: "javascript:alert(1)" }],
		["a whole account number", "disbursement-paid", { accountLast4: "0123456789" }],
	])("are refused: %s", async (_, name, wrong) => {
		await expect(renderMail(name, { ...samples[name], ...wrong } as never, "vi")).rejects.toThrow();
	});
});
