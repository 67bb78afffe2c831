import { useLocation } from "@remix-run/react";
import { useRef } from "react";
import { useEffectInBrowser } from "../parts/effect-in-browser.ts";

/**
 * Once in the document, in `root.tsx`. Does for a page that scripts have changed what a browser does for one that it
 * loads: what is read and where Tab goes on begins at the part that the address names, otherwise at the new title. Where
 * the page is still the same one, the focus stays unless what had it is gone
 * (https://www.w3.org/WAI/WCAG22/Understanding/focus-order).
 */
export function FocusAfterNavigation() {
	const location = useLocation();
	const shown = useRef(location);
	useEffectInBrowser(() => {
		const before = shown.current;
		shown.current = location;
		if (before.key === location.key) return;
		const named = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
		const isLost = document.activeElement === null || document.activeElement === document.body;
		if (named || isLost || before.pathname !== location.pathname) land(named ?? document.querySelector("h1"));
	}, [location]);
	return null;
}

function land(place: HTMLElement | null): void {
	if (!place) return;
	if (place.tabIndex < 0) place.tabIndex = -1;
	place.focus({ preventScroll: true });
}
