import type { ReactNode } from "react";

type Props = {
	/** Blue news, green done, yellow your move or waiting, red broken. */
	tone: "blue" | "green" | "yellow" | "red";
	/** The sentence that matters, in bold before the rest. */
	title?: ReactNode;
	children?: ReactNode;
};

/** What happened or what is due. One per page at most; red is read out at once, green when the reader pauses. */
export function Notice({ tone, title, children }: Props) {
	const role = tone === "red" ? "alert" : tone === "green" ? "status" : undefined;
	return (
		<div className={`notice notice-${tone}`} role={role}>
			{title ? <strong>{title}</strong> : null} {children}
		</div>
	);
}
