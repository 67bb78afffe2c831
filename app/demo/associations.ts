/*
 * HUBA and members of it, as the demo knows them. Names follow public lists; which associations take part, their
 * assignments and envelopes are invented. `sections` steers which businesses apply through which association.
 */
export type DemoAssociation = {
	id: string;
	shortName: string;
	nameVi: string;
	nameEn: string;
	sections: string;
	/** Share of the year's budget in its envelope, in millions of đồng. */
	envelopeMillion: number;
};

export const huba: DemoAssociation = {
	id: "huba",
	shortName: "HUBA",
	nameVi: "Hiệp hội Doanh nghiệp Thành phố Hồ Chí Minh",
	nameEn: "Ho Chi Minh City Union of Business Associations",
	sections: "GHIJLMNPQRS",
	envelopeMillion: 900,
};

function association(
	id: string,
	shortName: string,
	nameVi: string,
	nameEn: string,
	sections: string,
	envelopeMillion: number,
): DemoAssociation {
	return { id, shortName, nameVi, nameEn, sections, envelopeMillion };
}

export const memberAssociations: readonly DemoAssociation[] = [
	association(
		"hawa",
		"HAWA",
		"Hội Mỹ nghệ và Chế biến gỗ TP. Hồ Chí Minh",
		"Handicraft and Wood Industry Association",
		"C",
		1200,
	),
	association("ffa", "FFA", "Hội Lương thực Thực phẩm TP. Hồ Chí Minh", "Food and Foodstuff Association", "ACI", 1100),
	association(
		"agtek",
		"AGTEK",
		"Hội Dệt may Thêu đan TP. Hồ Chí Minh",
		"Association of Garment, Textile, Embroidery and Knitting",
		"C",
		1000,
	),
	association("sla", "SLA", "Hội Da Giày TP. Hồ Chí Minh", "Shoes and Leather Association", "C", 700),
	association("hca", "HCA", "Hội Tin học TP. Hồ Chí Minh", "HCMC Computer Association", "JM", 1300),
	association(
		"hamee",
		"HAMEE",
		"Hội Doanh nghiệp Cơ khí – Điện TP. Hồ Chí Minh",
		"Mechanical and Electrical Enterprises Association",
		"CDF",
		900,
	),
	association("yba", "YBA", "Hội Doanh nhân trẻ TP. Hồ Chí Minh", "Young Business People Association", "GIJMNP", 1000),
	association(
		"hawee",
		"HAWEE",
		"Hội Nữ doanh nhân TP. Hồ Chí Minh",
		"Association for Women Executives and Entrepreneurs",
		"CGIPQS",
		1000,
	),
	association(
		"saca",
		"SACA",
		"Hội Xây dựng và Vật liệu xây dựng TP. Hồ Chí Minh",
		"Construction and Building Materials Association",
		"FCL",
		800,
	),
	association("hla", "HLA", "Hội Logistics TP. Hồ Chí Minh", "HCMC Logistics Association", "H", 600),
	association("hta", "HTA", "Hiệp hội Du lịch TP. Hồ Chí Minh", "HCMC Tourism Association", "INR", 600),
	association("cu-chi", "HDN Củ Chi", "Hội Doanh nghiệp Củ Chi", "Cu Chi Business Association", "ACEG", 500),
];

/** The desk that the demo's reviewers and association manager sit at. */
export const demoDesk = "hawa";

/** Where the first of them reviews as well. */
export const secondDesk = "hawee";
