import { Link } from "@remix-run/react";
import { createContext, type ReactNode, useContext } from "react";
import { ownValue } from "#app/kernel/own-value.ts";

/** Addresses by reference: of those references of a page that its reader may open. */
export type Doors = Readonly<Record<string, string>>;

const DoorsOfPage = createContext<Doors>({});

/** Tells the references of a page where they lead. */
export function DoorsProvider({ doors, children }: { doors: Doors; children: ReactNode }) {
	return <DoorsOfPage.Provider value={doors}>{children}</DoorsOfPage.Provider>;
}

/** Where a reference leads; undefined where its reader may not open it. */
export function useDoor(reference: string): string | undefined {
	return ownValue(useContext(DoorsOfPage), reference);
}

/** "HS-2026-004218" on one line: a link where the reader may open it, else text. */
export function ReferenceLink({ reference }: { reference: string }) {
	const to = useDoor(reference);
	return <span className="num whitespace-nowrap">{to ? <Link to={to}>{reference}</Link> : reference}</span>;
}

/** A sentence in which references that may be opened are links. */
export function LinkedText({ text }: { text: string }) {
	// References stand at the odd places.
	return text.split(/\b([A-Z]{2}-\d{4}-\d+)\b/).map((part, at) =>
		at % 2 === 1 ? (
			// biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence, which never move
			<ReferenceLink key={at} reference={part} />
		) : (
			part
		),
	);
}
