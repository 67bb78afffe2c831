/** Banks by the six digits (BIN) that identify them in NAPAS transfers and VietQR. Treasury accounts are another kind. */

export type Bank = { bin: string; code: string; shortName: string; name: string };

export const banks: readonly Bank[] = [
	{ bin: "970436", code: "VCB", shortName: "Vietcombank", name: "Ngân hàng TMCP Ngoại Thương Việt Nam" },
	{ bin: "970415", code: "CTG", shortName: "VietinBank", name: "Ngân hàng TMCP Công Thương Việt Nam" },
	{ bin: "970418", code: "BIDV", shortName: "BIDV", name: "Ngân hàng TMCP Đầu tư và Phát triển Việt Nam" },
	{
		bin: "970405",
		code: "AGRIBANK",
		shortName: "Agribank",
		name: "Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam",
	},
	{ bin: "970422", code: "MBB", shortName: "MB Bank", name: "Ngân hàng TMCP Quân đội" },
	{ bin: "970407", code: "TCB", shortName: "Techcombank", name: "Ngân hàng TMCP Kỹ thương Việt Nam" },
	{ bin: "970432", code: "VPB", shortName: "VPBank", name: "Ngân hàng TMCP Việt Nam Thịnh Vượng" },
	{ bin: "970416", code: "ACB", shortName: "ACB", name: "Ngân hàng TMCP Á Châu" },
	{ bin: "970403", code: "STB", shortName: "Sacombank", name: "Ngân hàng TMCP Sài Gòn Thương Tín" },
	{ bin: "970437", code: "HDB", shortName: "HDBank", name: "Ngân hàng TMCP Phát triển TP. Hồ Chí Minh" },
	{ bin: "970423", code: "TPB", shortName: "TPBank", name: "Ngân hàng TMCP Tiên Phong" },
	{ bin: "970441", code: "VIB", shortName: "VIB", name: "Ngân hàng TMCP Quốc tế Việt Nam" },
	{ bin: "970443", code: "SHB", shortName: "SHB", name: "Ngân hàng TMCP Sài Gòn – Hà Nội" },
	{ bin: "970448", code: "OCB", shortName: "OCB", name: "Ngân hàng TMCP Phương Đông" },
	{ bin: "970426", code: "MSB", shortName: "MSB", name: "Ngân hàng TMCP Hàng Hải" },
	{ bin: "970431", code: "EIB", shortName: "Eximbank", name: "Ngân hàng TMCP Xuất Nhập khẩu Việt Nam" },
	{ bin: "970440", code: "SSB", shortName: "SeABank", name: "Ngân hàng TMCP Đông Nam Á" },
	{ bin: "970449", code: "LPB", shortName: "LPBank", name: "Ngân hàng TMCP Lộc Phát Việt Nam" },
	{ bin: "970428", code: "NAB", shortName: "Nam A Bank", name: "Ngân hàng TMCP Nam Á" },
	{ bin: "970425", code: "ABB", shortName: "ABBANK", name: "Ngân hàng TMCP An Bình" },
	{ bin: "970409", code: "BAB", shortName: "Bac A Bank", name: "Ngân hàng TMCP Bắc Á" },
	{ bin: "970419", code: "NVB", shortName: "NCB", name: "Ngân hàng TMCP Quốc Dân" },
	{ bin: "970429", code: "SCB", shortName: "SCB", name: "Ngân hàng TMCP Sài Gòn" },
	{ bin: "970412", code: "PVCOMBANK", shortName: "PVcomBank", name: "Ngân hàng TMCP Đại Chúng Việt Nam" },
	{ bin: "970454", code: "BVB", shortName: "BVBank", name: "Ngân hàng TMCP Bản Việt" },
	{ bin: "970427", code: "VAB", shortName: "VietABank", name: "Ngân hàng TMCP Việt Á" },
	{ bin: "970433", code: "VBB", shortName: "VietBank", name: "Ngân hàng TMCP Việt Nam Thương Tín" },
	{ bin: "970438", code: "BAOVIETBANK", shortName: "BaoViet Bank", name: "Ngân hàng TMCP Bảo Việt" },
	{ bin: "970452", code: "KLB", shortName: "KienlongBank", name: "Ngân hàng TMCP Kiên Long" },
	{ bin: "970430", code: "PGB", shortName: "PGBank", name: "Ngân hàng TMCP Thịnh vượng và Phát triển" },
	{ bin: "970400", code: "SGB", shortName: "Saigonbank", name: "Ngân hàng TMCP Sài Gòn Công Thương" },
	{ bin: "970446", code: "COOPBANK", shortName: "Co-opBank", name: "Ngân hàng Hợp tác xã Việt Nam" },
	{ bin: "970406", code: "VIKKI", shortName: "Vikki Bank", name: "Ngân hàng TNHH MTV Số Vikki" },
	{ bin: "970414", code: "MBV", shortName: "MBV", name: "Ngân hàng TNHH MTV Việt Nam Hiện Đại" },
	{ bin: "970408", code: "GPBANK", shortName: "GPBank", name: "Ngân hàng TNHH MTV Dầu Khí Toàn Cầu" },
	{ bin: "970444", code: "VNCB", shortName: "CB Bank", name: "Ngân hàng Xây dựng" },
	{ bin: "970424", code: "SVB", shortName: "Shinhan Bank", name: "Ngân hàng TNHH MTV Shinhan Việt Nam" },
	{ bin: "970457", code: "WRB", shortName: "Woori Bank", name: "Ngân hàng TNHH MTV Woori Việt Nam" },
	{ bin: "970458", code: "UOB", shortName: "UOB Vietnam", name: "Ngân hàng United Overseas Bank Việt Nam" },
	{ bin: "458761", code: "HSBC", shortName: "HSBC Vietnam", name: "Ngân hàng TNHH MTV HSBC (Việt Nam)" },
];

/** The bank with that BIN, or null. */
export function bankOf(bin: string): Bank | null {
	return banks.find((bank) => bank.bin === bin) ?? null;
}
