import { Children, createElement, Fragment, type ReactNode } from "react";

const REFERENCE = /([A-Z]{2}-\d{4}-\d+)/;

/** The same words, with each reference number kept on one line: a browser may break a line after any hyphen. */
export function Unbroken({ children }: { children: ReactNode }) {
	return Children.map(children, (child) =>
		typeof child === "string" ? createElement(Fragment, null, ...child.split(REFERENCE).map(keepOnOneLine)) : child,
	);
}

function keepOnOneLine(part: string): ReactNode {
	return REFERENCE.test(part) ? createElement("span", { style: { whiteSpace: "nowrap" } }, part) : part;
}
