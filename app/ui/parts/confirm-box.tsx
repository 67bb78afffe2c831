import type { ReactNode } from "react";

type Props = {
	/** The question: "Rút hồ sơ này?" */
	title: ReactNode;
	/** What it means for the money and what can still be done. */
	children: ReactNode;
	/** A form with the button that repeats the verb, and a link that keeps things as they are. */
	actions: ReactNode;
};

/** Asks once more before something that cannot be undone or moves money. A page of its own, so it needs no scripts. */
export function ConfirmBox({ title, children, actions }: Props) {
	return (
		<section className="confirm">
			<h1 className="type-h2">{title}</h1>
			<div className="mt-1">{children}</div>
			<div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-3">{actions}</div>
		</section>
	);
}
