import { bareCode, cleanLine, withoutMarks } from "./text.ts";

/** As it is compared: without diacritics and case, "phuong ben thanh". */
function bare(text: string): string {
	return withoutMarks(cleanLine(text)).toLowerCase();
}

/** The kinds that names of places and bodies begin with, and that nobody types. */
const KINDS = /^(?:phuong|xa|dac khu|thi tran|hoi|hiep hoi) /;
const KINDS_AFTER = / (?:ward|commune|special zone)$/;

function withoutKind(bareLabel: string): string {
	return bareLabel.replace(KINDS, "").replace(KINDS_AFTER, "");
}

/** What of a list fits typed words: each of them begins a word of the label, diacritics or not: "ben th", "P. Bến Thành". */
export type ListMatch<Item> = {
	fitting: Item[];
	/** The one that is meant beyond doubt: the only one, or the one of that very name. */
	meant: Item | null;
};

/** Looks in a list for what was typed. */
export function searchList<Item extends { label: string }>(items: readonly Item[], typed: string): ListMatch<Item> {
	const query = withoutKind(bare(typed).replace(/^(?:p|x)\. ?/, ""));
	const words = query.split(" ").filter((word) => word !== "");
	if (words.length === 0) return { fitting: [...items], meant: null };
	const joined = bareCode(query);
	const fitting = items.filter(({ label }) => {
		const ofLabel = bare(label).split(/[^\p{L}\p{N}]+/u);
		const isSpelled = words.every((word) => ofLabel.some((each) => each.startsWith(word)));
		return isSpelled || (joined.length > 3 && ofLabel.join("").includes(joined));
	});
	const named = fitting.filter(({ label }) => withoutKind(bare(label)) === query);
	const [meant = null, ...others] = fitting.length === 1 ? fitting : named;
	return { fitting, meant: others.length === 0 ? meant : null };
}
