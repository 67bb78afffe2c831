import { FileCheck, FileText, FileX } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

type Props = {
	state: "uploading" | "received" | "refused";
	name: string;
	/** Size or progress in words: "1,9 trên 3,1 MB". */
	fact?: ReactNode;
	/** Real bytes, for the bar. */
	progress?: { sent: number; total: number };
	/** A `<Tag>` for what was received. */
	tag?: ReactNode;
	/** See, replace, cancel. */
	actions?: ReactNode;
	/** Why it was refused and what to send instead. */
	error?: ReactNode;
};

const icons = { uploading: FileText, received: FileCheck, refused: FileX };

/** One document: on its way, received, or refused with the reason. An empty one is a `FieldFrame` with a `FileInput`. */
export function FileRow({ state, name, fact, progress, tag, actions, error }: Props) {
	return (
		<div className="py-1.5">
			<div className="flex items-start gap-2">
				<Icon of={icons[state]} className="mt-0.5 shrink-0" />
				<div className="min-w-0">
					<div className="break-words font-medium">{name}</div>
					{error ? <p className="font-semibold text-red text-small">{error}</p> : null}
					<div className="file-facts flex flex-wrap items-center gap-x-2 text-ink2 text-small">
						{tag}
						{fact ? <span className="num">{fact}</span> : null}
						{actions}
					</div>
				</div>
			</div>
			{progress ? (
				<progress className="progress mt-2" value={progress.sent} max={progress.total} aria-label={name} />
			) : null}
		</div>
	);
}
