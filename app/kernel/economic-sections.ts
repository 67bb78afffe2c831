/**
 * The sections of the Vietnamese industry classification (VSIC 2018, Decision 27/2018/QĐ-TTg) and the sector group by
 * which Decree 80/2021/NĐ-CP, Article 5, measures a business: that of its registered main line (Article 6). The mapping
 * is ours, since the decree names only the groups.
 */

/** "none": administration, household employers and international bodies, which are not businesses. */
export type SectorGroup = "agriculture" | "industry" | "trade" | "none";

export type EconomicSection = { code: string; vi: string; en: string; sectorGroup: SectorGroup };

export const economicSections: readonly EconomicSection[] = [
	{
		code: "A",
		vi: "Nông nghiệp, lâm nghiệp và thủy sản",
		en: "Agriculture, forestry and fishing",
		sectorGroup: "agriculture",
	},
	{ code: "B", vi: "Khai khoáng", en: "Mining and quarrying", sectorGroup: "industry" },
	{ code: "C", vi: "Công nghiệp chế biến, chế tạo", en: "Manufacturing", sectorGroup: "industry" },
	{
		code: "D",
		vi: "Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hòa không khí",
		en: "Electricity, gas, steam and air conditioning",
		sectorGroup: "industry",
	},
	{
		code: "E",
		vi: "Cung cấp nước; hoạt động quản lý và xử lý rác thải, nước thải",
		en: "Water supply, sewerage, waste management",
		sectorGroup: "industry",
	},
	{ code: "F", vi: "Xây dựng", en: "Construction", sectorGroup: "industry" },
	{
		code: "G",
		vi: "Bán buôn và bán lẻ; sửa chữa ô tô, mô tô, xe máy và xe có động cơ khác",
		en: "Wholesale and retail; repair of vehicles",
		sectorGroup: "trade",
	},
	{ code: "H", vi: "Vận tải kho bãi", en: "Transport and storage", sectorGroup: "trade" },
	{ code: "I", vi: "Dịch vụ lưu trú và ăn uống", en: "Accommodation and food service", sectorGroup: "trade" },
	{ code: "J", vi: "Thông tin và truyền thông", en: "Information and communication", sectorGroup: "trade" },
	{
		code: "K",
		vi: "Hoạt động tài chính, ngân hàng và bảo hiểm",
		en: "Finance, banking and insurance",
		sectorGroup: "trade",
	},
	{ code: "L", vi: "Hoạt động kinh doanh bất động sản", en: "Real estate", sectorGroup: "trade" },
	{
		code: "M",
		vi: "Hoạt động chuyên môn, khoa học và công nghệ",
		en: "Professional, scientific and technical",
		sectorGroup: "trade",
	},
	{
		code: "N",
		vi: "Hoạt động hành chính và dịch vụ hỗ trợ",
		en: "Administrative and support services",
		sectorGroup: "trade",
	},
	{
		code: "O",
		vi: "Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội, quản lý nhà nước, an ninh quốc phòng; bảo đảm xã hội bắt buộc",
		en: "Party, socio-political bodies, public administration, defence, social security",
		sectorGroup: "none",
	},
	{ code: "P", vi: "Giáo dục và đào tạo", en: "Education and training", sectorGroup: "trade" },
	{ code: "Q", vi: "Y tế và hoạt động trợ giúp xã hội", en: "Health and social work", sectorGroup: "trade" },
	{ code: "R", vi: "Nghệ thuật, vui chơi và giải trí", en: "Arts, entertainment, recreation", sectorGroup: "trade" },
	{ code: "S", vi: "Hoạt động dịch vụ khác", en: "Other services", sectorGroup: "trade" },
	{
		code: "T",
		vi: "Hoạt động làm thuê các công việc trong các hộ gia đình, sản xuất sản phẩm vật chất và dịch vụ tự tiêu dùng của hộ gia đình",
		en: "Household employers and own use",
		sectorGroup: "none",
	},
	{ code: "U", vi: "Hoạt động của các tổ chức và cơ quan quốc tế", en: "International bodies", sectorGroup: "none" },
];

/** The section with that letter, or null. */
export function economicSection(code: string): EconomicSection | null {
	return economicSections.find((section) => section.code === code) ?? null;
}
