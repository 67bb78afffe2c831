import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import type { Ward } from "./wards.ts";

const names = {
	ward: m.business_ward_ward,
	commune: m.business_ward_commune,
	"special-zone": m.business_ward_special_zone,
};

/** "Phường Bình Trị Đông", "Bình Trị Đông Ward". */
export function wardName(ward: Pick<Ward, "name" | "kind">, locale: Locale): string {
	return names[ward.kind]({ name: ward.name }, { locale });
}
