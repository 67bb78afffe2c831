import type { PlainDate } from "#app/kernel/plain-date.ts";

/** A day off beside Saturdays and Sundays or, with `isWorked`, one of these on which work is done. */
export type Holiday = {
	onDate: PlainDate;
	nameVi: string;
	nameEn: string;
	isWorked: boolean;
	/** The law or announcement; empty where it is only expected. */
	source: string;
};

/*
 * Public holidays on which the 14 working days do not run (Labour Code 45/2019/QH14, Article 112), with the days given
 * off beside them, and the working days that the Prime Minister let be swapped with a Saturday: Dispatch
 * 2450/VPCP-KGVX of 2024, 8726/VPCP-KGVX of 2024 for 2025, the Ministry of Home Affairs' notices of 2025 for 2026. They
 * are announced each year, so the table in the database is what counts; this list fills it once. Days of 2027 are
 * expected, not announced.
 */
const newYear = { nameVi: "Tết Dương lịch", nameEn: "New Year's Day" };
const lunarNewYear = { nameVi: "Tết Nguyên đán", nameEn: "Lunar New Year" };
const hungKings = { nameVi: "Giỗ Tổ Hùng Vương", nameEn: "Hùng Kings' Commemoration" };
const reunification = { nameVi: "Ngày Chiến thắng", nameEn: "Reunification Day" };
const labour = { nameVi: "Ngày Quốc tế Lao động", nameEn: "Labour Day" };
const national = { nameVi: "Quốc khánh", nameEn: "National Day" };
const culture = { nameVi: "Ngày Văn hóa Việt Nam", nameEn: "Vietnam Culture Day" };

const LABOUR_CODE = "Bộ luật Lao động 45/2019/QH14, Điều 112";
/** The first day that nobody has announced. */
const EXPECTED_FROM = "2027-01-01";

function days(name: Pick<Holiday, "nameVi" | "nameEn">, ...dates: PlainDate[]): Holiday[] {
	const sourceOf = (onDate: PlainDate) => (onDate < EXPECTED_FROM ? LABOUR_CODE : "");
	return dates.map((onDate) => ({ onDate, ...name, isWorked: false, source: sourceOf(onDate) }));
}

/** A working day off, for a Saturday that is worked. */
function swapped(source: string, off: PlainDate, worked: PlainDate): Holiday[] {
	const dayOff = { nameVi: "Nghỉ hoán đổi", nameEn: "Day off in exchange" };
	const dayOn = { nameVi: "Làm bù", nameEn: "Working Saturday in exchange" };
	return [
		{ onDate: off, ...dayOff, isWorked: false, source },
		{ onDate: worked, ...dayOn, isWorked: true, source },
	];
}

export const knownHolidays: readonly Holiday[] = [
	...days(newYear, "2024-01-01", "2025-01-01", "2026-01-01", "2027-01-01"),
	...days(lunarNewYear, "2024-02-08", "2024-02-09", "2024-02-12", "2024-02-13", "2024-02-14"),
	...days(lunarNewYear, "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31"),
	...days(lunarNewYear, "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"),
	...days(lunarNewYear, "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10", "2027-02-11"),
	...days(hungKings, "2024-04-18", "2025-04-07", "2026-04-27", "2027-04-16"),
	...days(reunification, "2024-04-30", "2025-04-30", "2026-04-30", "2027-04-30"),
	...days(labour, "2024-05-01", "2025-05-01", "2026-05-01", "2027-05-03"),
	...days(national, "2024-09-02", "2024-09-03", "2025-09-01", "2025-09-02"),
	...days(national, "2026-09-01", "2026-09-02", "2027-09-02", "2027-09-03"),
	...days(culture, "2026-11-24", "2027-11-24"),
	...swapped("Công văn 2450/VPCP-KGVX", "2024-04-29", "2024-05-04"),
	...swapped("Công văn 8726/VPCP-KGVX", "2025-05-02", "2025-04-26"),
	...swapped("Thông báo của Bộ Nội vụ năm 2025", "2026-01-02", "2026-01-10"),
	...swapped("Thông báo của Bộ Nội vụ năm 2025", "2026-08-31", "2026-08-22"),
];
