import type { ReactNode } from "react";

/** One group of samples under an ink rule. */
export function Sample({ title, wide, children }: { title: string; wide?: boolean; children: ReactNode }) {
	return (
		<section className={wide ? "mt-10 min-w-0 border-ink border-t-2 pt-2" : "min-w-0 border-ink border-t-2 pt-2"}>
			<h2 className="type-h3 mb-3">{title}</h2>
			{children}
		</section>
	);
}
