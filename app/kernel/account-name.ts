/**
 * A name as banks write it: upper case, without accents, single spaces: "CONG TY TNHH NOI THAT MOC LA SEN".
 * Also the form in which names are compared and searched.
 */
export function toAccountName(name: string): string {
	return name
		.normalize("NFD")
		.replace(/\p{Mark}/gu, "")
		.toUpperCase()
		.replaceAll("Đ", "D")
		.replace(/\s+/g, " ")
		.trim();
}
