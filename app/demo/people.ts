import type { Role } from "#app/house/access.ts";
import { demoDesk } from "./associations.ts";

/** The accounts that the demo prints. Owners have no second factor; staff do. */
export type DemoAccountPlan = {
	role: string;
	name: string;
	email: string;
	grant: { role: Role; scopeId: string } | null;
};

/** One password for all accounts of the demo, which listens on the loopback address only. */
export const demoPassword = "donbay-demo-2026";

export const demoAccounts: readonly DemoAccountPlan[] = [
	{ role: "owner", name: "Trần Thị Mai Khanh", email: "chu@donbay.example", grant: null },
	{
		role: "reviewer",
		name: "Lê Thị Kim Ngân",
		email: "xet@donbay.example",
		grant: { role: "reviewer", scopeId: demoDesk },
	},
	{
		role: "second reviewer",
		name: "Trần Văn Phúc",
		email: "xet2@donbay.example",
		grant: { role: "reviewer", scopeId: demoDesk },
	},
	{
		role: "association manager",
		name: "Đặng Hoàng Thiên Ân",
		email: "hoi@donbay.example",
		grant: { role: "association_manager", scopeId: demoDesk },
	},
	{
		role: "programme officer",
		name: "Võ Minh Triết",
		email: "chuongtrinh@donbay.example",
		grant: { role: "programme_officer", scopeId: "" },
	},
	{
		role: "second programme officer",
		name: "Nguyễn Hoài Thương",
		email: "chuongtrinh2@donbay.example",
		grant: { role: "programme_officer", scopeId: "" },
	},
	{
		role: "finance officer",
		name: "Phạm Quốc Bảo",
		email: "ketoan@donbay.example",
		grant: { role: "finance_officer", scopeId: "" },
	},
	{
		role: "second finance officer",
		name: "Đỗ Thị Thu Hương",
		email: "ketoan2@donbay.example",
		grant: { role: "finance_officer", scopeId: "" },
	},
	{ role: "auditor", name: "Huỳnh Gia Lạc", email: "kiemtoan@donbay.example", grant: { role: "auditor", scopeId: "" } },
	{
		role: "administrator",
		name: "Ngô Bá Thành",
		email: "quantri@donbay.example",
		grant: { role: "administrator", scopeId: "" },
	},
];

/** The other administrator: who gives a role that moves money needs one. Made apart, so that the other stories stay as they are. */
export const secondAdministrator: DemoAccountPlan = {
	role: "second administrator",
	name: "Huỳnh Thị Cẩm Tú",
	email: "quantri2@donbay.example",
	grant: { role: "administrator", scopeId: "" },
};

/** Where the people of the city work, by the address of their account. */
export const demoUnits: Readonly<Record<string, string>> = {
	"chuongtrinh@donbay.example": "Sở Tài chính, Phòng Doanh nghiệp",
	"chuongtrinh2@donbay.example": "Sở Tài chính, Phòng Doanh nghiệp",
	"ketoan@donbay.example": "Sở Tài chính, Phòng Ngân sách",
	"ketoan2@donbay.example": "Sở Tài chính, Phòng Ngân sách",
	"kiemtoan@donbay.example": "Thanh tra Sở Tài chính",
	"quantri@donbay.example": "Sở Tài chính, Văn phòng Sở",
	"quantri2@donbay.example": "Sở Tài chính, Văn phòng Sở",
};
