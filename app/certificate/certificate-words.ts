import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import type { CertificateKind, LevelReached } from "./certificate-facts.ts";

const kinds = {
	completion: m.certificate_kind_completion,
	"funding-decision": m.certificate_kind_funding_decision,
} satisfies Record<CertificateKind, unknown>;

/** "Chứng nhận hoàn thành nội dung hỗ trợ". */
export function kindName(kind: CertificateKind, locale: Locale): string {
	return kinds[kind]({}, { locale });
}

const fallen = { lapsed: m.certificate_because_lapsed, cancelled: m.certificate_because_cancelled };

/** Why a certificate of an approval no longer counts, where the service withdrew it by itself. */
export function fallenBecause(because: keyof typeof fallen, locale: Locale): string {
	return fallen[because]({}, { locale });
}

/** "Trước: mức 2. Sau: mức 3", or what is known of it; null where nothing is. */
export function levelsInWords(before: LevelReached | null, after: LevelReached | null): string | null {
	if (before && after) return m.certificate_levels({ before: before.level, after: after.level });
	return before ? m.certificate_level_before({ before: before.level }) : null;
}
