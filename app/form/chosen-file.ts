/** What a file is sent as: its kind, the line that it is for, and the document whose place it takes. */
export type FilePlace = { kind: string; lineId?: string | null; replaces?: string | null };

const NONE = "none";

/** The name of a file field: a form holds as many as it has places, and each says which one it is. */
export function fileFieldName({ kind, lineId, replaces }: FilePlace): string {
	return `file.${kind}.${lineId ?? NONE}.${replaces ?? NONE}`;
}

/** The place that the name of a file field stands for; null for another name. */
export function readFileFieldName(name: string): Required<FilePlace> | null {
	const [, kind = "", lineId = "", replaces = ""] =
		/^file\.([a-z-]{1,40})\.([0-9a-f-]{36}|none)\.([0-9a-f-]{36}|none)$/.exec(name) ?? [];
	if (kind === "") return null;
	return { kind, lineId: lineId === NONE ? null : lineId, replaces: replaces === NONE ? null : replaces };
}
