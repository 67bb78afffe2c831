import { each, textAt, type XmlNode } from "#app/house/body/xml.ts";
import { accountOf, sameAccount } from "./parts.ts";

/** How a bank numbers a statement, by which one that is missing or came before is known. */
export type StatementMark = {
	id: string;
	account: string | null;
	/** The bank's running number. */
	number: number | null;
	page: number | null;
	isLastPage: boolean;
	/** The bank says that it sent it before. */
	isCopy: boolean;
};

/** Of each statement or notification in a report. */
export function statementMarks(report: XmlNode): StatementMark[] {
	return [...each(report, "Stmt"), ...each(report, "Ntfctn")].map((node) => {
		const paged = [...each(node, "StmtPgntn"), ...each(node, "NtfctnPgntn"), ...each(report, "GrpHdr", "MsgPgntn")][0];
		return {
			id: textAt(node, "Id").slice(0, 100),
			account: accountOf(each(node, "Acct")[0]) ?? null,
			number: numberOf(textAt(node, "ElctrncSeqNb")) ?? numberOf(textAt(node, "LglSeqNb")),
			page: numberOf(textAt(paged, "PgNb")),
			isLastPage: !["false", "0"].includes(textAt(paged, "LastPgInd")),
			isCopy: ["COPY", "CODU", "DUPL"].includes(textAt(node, "CpyDplctInd")),
		};
	});
}

function numberOf(text: string): number | null {
	return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** What a person should know of a file's statements before it is recorded. */
export type StatementNote =
	| { is: "copy"; id: string }
	/** Another file has it. */
	| { is: "repeated"; id: string; fileName: string }
	/** Pages follow that have not come. */
	| { is: "page"; id: string; page: number }
	/** Between the last one that came and this one. */
	| { is: "gap"; id: string; from: number; to: number };

/** @param others the statements of all files that came before. */
export function statementNotes(
	marks: readonly StatementMark[],
	others: readonly (StatementMark & { fileName: string })[],
): StatementNote[] {
	return marks.flatMap((mark) => {
		const { id, account, number, page, isLastPage, isCopy } = mark;
		const sameHolder = others.filter((other) => account !== null && sameAccount(other.account ?? "", account));
		const again = sameHolder.find((other) => id !== "" && other.id === id && other.page === page);
		const notes: StatementNote[] = isCopy ? [{ is: "copy", id }] : [];
		if (again) notes.push({ is: "repeated", id, fileName: again.fileName });
		const all = [...marks, ...sameHolder];
		const hasNext = all.some((other) => other.id === id && (other.page ?? 0) > (page ?? 0));
		if (!isLastPage && !hasNext) notes.push({ is: "page", id, page: page ?? 1 });
		const before = all
			.map((other) => other.number ?? 0)
			.filter((other) => number !== null && other > 0 && other < number);
		const last = Math.max(0, ...before);
		// The first that comes is not the first there is.
		if (number !== null && last > 0 && number - last > 1) notes.push({ is: "gap", id, from: last + 1, to: number - 1 });
		return notes;
	});
}
