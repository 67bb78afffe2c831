import type { ReactNode } from "react";

/** Said right after something was removed, with the way back. `children` is the form or link that restores it. */
export function UndoBar({ sentence, children }: { sentence: string; children: ReactNode }) {
	return (
		<div className="undo" role="status">
			<span>{sentence}</span>
			{children}
		</div>
	);
}
