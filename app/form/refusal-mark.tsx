import { Meta } from "@remix-run/react";
import {
	Children,
	cloneElement,
	createContext,
	isValidElement,
	type ReactElement,
	type ReactNode,
	useContext,
	useSyncExternalStore,
} from "react";
import { useEffectInBrowser } from "#app/ui/parts/effect-in-browser.ts";
import { m } from "#messages/messages.js";

/*
 * The title of a page that refuses something begins with "Lỗi:": a screen reader says it first, and who looks at the tabs
 * of a browser sees which one waits (https://design-system.service.gov.uk/components/error-summary/). The head is
 * written before the page is, so on the server its title is marked when the page is done; in the browser by what stands
 * on the page.
 */

/** Told by a page that is rendered on the server whether it refuses something; null in the browser. */
export const RefusalContext = createContext<{ shown: boolean } | null>(null);

const inBrowser = typeof document !== "undefined";
const listeners = new Set<() => void>();
let summaries = 0;

function count(by: 1 | -1): void {
	summaries += by;
	for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** Marks the page's title for as long as the caller stands on the page and refuses something. */
export function useRefusalMark(refuses: boolean): void {
	const page = useContext(RefusalContext);
	if (page && refuses) page.shown = true;
	useEffectInBrowser(() => {
		if (!refuses) return;
		count(1);
		return () => count(-1);
	}, [refuses]);
}

/** The bytes of a page that refuses something, with its title marked. */
export function withMarkedTitle(page: Uint8Array): Uint8Array {
	const html = Buffer.from(page).toString("utf8");
	return Buffer.from(html.replace("<title>", () => `<title>${m.house_error_mark()} `));
}

/** What the routes say about the page in its head; the title with the mark where it is due. */
export function MarkedMeta() {
	const refuses = useSyncExternalStore(
		subscribe,
		() => summaries > 0,
		() => inBrowser && document.title.startsWith(m.house_error_mark()),
	);
	const head: ReactElement<{ children: ReactNode }> = Meta();
	return Children.map(head.props.children, (tag) =>
		refuses && isValidElement<{ children: ReactNode }>(tag) && tag.type === "title"
			? cloneElement(tag, {}, `${m.house_error_mark()} ${tag.props.children}`)
			: tag,
	);
}
