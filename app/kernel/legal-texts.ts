import type { LegalReference } from "./legal-reference.ts";
import { ownValue } from "./own-value.ts";
import { withoutMarks } from "./text.ts";

/*
 * The page of each legal text that rules refer to: in the national database of legal texts (vbpl.vn, Ministry of Justice),
 * or where that has none yet, at the Government's portal of legal texts.
 */
const VBPL = "https://vbpl.vn/van-ban/chi-tiet";
const PORTAL = "https://vanban.chinhphu.vn/?pageid=27160&docid=";

const SME_DECREE = "luat-ho-tro-doanh-nghiep-nho-va-vua";

const pages: readonly [number: string, url: string][] = [
	["04/2017/QH14", `${VBPL}/luat-ho-tro-doanh-nghiep-nho-va-vua-so-04-2017-qh14--128706`],
	[
		"80/2021/NĐ-CP",
		`${VBPL}/nghi-dinh-so-80-2021-nd-cp-quy-dinh-chi-tiet-va-huong-dan-thi-hanh-mot-so-dieu-cua-${SME_DECREE}--158783`,
	],
	[
		"06/2022/TT-BKHĐT",
		`${VBPL}/thong-tu-so-06-2022-tt-bkhdt-huong-dan-mot-so-dieu-cua-nghi-dinh-so-80-2021-nd-cp-ngay-26-8-2021-cua-chinh-phu-quy-dinh-chi-tiet-va-huong-dan-thi-hanh-mot-so-dieu-cua-${SME_DECREE}--158782`,
	],
	[
		"52/2023/TT-BTC",
		`${VBPL}/thong-tu-so-52-2023-tt-btc-huong-dan-co-che-su-dung-kinh-phi-ngan-sach-nha-nuoc-chi-thuong-xuyen-ho-tro-doanh-nghiep-nho-va-vua-theo-quy-dinh-tai-nghi-dinh-so-80-2021-nd-cp-ngay-26-thang-8-nam-2021-cua-chinh-phu--163729`,
	],
	["123/2020/NĐ-CP", `${VBPL}/nghi-dinh-so-123-2020-nd-cp-quy-dinh-ve-hoa-don-chung-tu--146457`],
	["224/2026/NĐ-CP", `${PORTAL}218633`],
	["91/2025/QH15", `${PORTAL}214590`],
	["356/2025/NĐ-CP", `${PORTAL}216387`],
];

/** The page of the first legal text that the words, of either language, name by its number; null where its page is not known. */
export function legalTextUrl(words: string): string | null {
	const said = withoutMarks(words);
	const named = pages
		.map(([number, url]) => ({ url, at: said.indexOf(withoutMarks(number)) }))
		.filter(({ at }) => at >= 0)
		.sort((one, other) => one.at - other.at);
	return named[0]?.url ?? null;
}

const briefKinds: Record<string, string> = { "Nghị định": "NĐ", "Thông tư": "TT", "Nghị quyết": "NQ" };

/**
 * "NĐ 80/2021, Điều 5" for "Nghị định 80/2021/NĐ-CP, Điều 5": the kind, short in Vietnamese, and the number without its
 * letters; "Quy chế 2026" for a programme's own rules. Other words stay.
 */
export function briefLegalText(words: string): string {
	const ofProgramme = words.replace(/^Quy chế chương trình (?=\d{4})/u, "Quy chế ");
	return ofProgramme.replace(
		/^(Nghị định|Thông tư|Nghị quyết|Decree|Circular|Resolution) (\d{1,4}\/\d{4})\/[\p{L}\d-]+/u,
		(_all, kind: string, number: string) => `${ownValue(briefKinds, kind) ?? kind} ${number}`,
	);
}

/** A reference to a legal text, with its own page. */
export function legalText(vi: string, en: string): LegalReference {
	return { vi, en, url: legalTextUrl(vi) };
}

/**
 * A reference whose link leads to the text itself: the front page of a site, which rules of earlier versions named, is as
 * good as none.
 */
export function withOwnPage(reference: LegalReference): LegalReference {
	const isFrontPage = reference.url !== null && /^https?:\/\/[^/?#]+\/?$/.test(reference.url);
	return isFrontPage ? { ...reference, url: legalTextUrl(reference.vi) } : reference;
}
