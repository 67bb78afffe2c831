import type { ReactNode } from "react";

/** Nothing here yet: one sentence, and the next step. */
export function EmptyState({ sentence, children }: { sentence: string; children?: ReactNode }) {
	return (
		<p className="py-4">
			<strong>{sentence}</strong> {children}
		</p>
	);
}
