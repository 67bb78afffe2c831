import { useBeforeUnload, useBlocker } from "@remix-run/react";
import { useEffect } from "react";
import { m } from "#messages/messages.js";
import { keepTyped, noteInput, settle, typeAgain, unsavedForms } from "./unsaved-text.ts";

/** Asks once; who leaves all the same is not asked again on the way out. */
function mayLeave(): boolean {
	const forms = unsavedForms();
	if (forms.length === 0) return true;
	if (!window.confirm(m.house_leave_unsaved())) return false;
	for (const form of forms) settle(form);
	return true;
}

function onInput({ target }: Event) {
	if (target instanceof Element && "form" in target) noteInput(target as HTMLInputElement);
}

function onClick(event: MouseEvent) {
	if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
	if (event.target instanceof Element && event.target.closest("a[data-language]")) keepTyped();
}

/**
 * Nothing that was typed goes without a word: whoever leaves a form that was changed, by a link, by "back" or by closing
 * the page, is asked first, and the switch of languages carries it over to the same page. Once in the document. Without
 * scripts a form has a button that changes the language and keeps what is typed (action-form-shell.tsx).
 */
export function UnsavedGuard() {
	const blocker = useBlocker(
		({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && !mayLeave(),
	);
	useEffect(() => {
		if (blocker.state === "blocked") blocker.reset();
	}, [blocker]);
	useBeforeUnload((event) => {
		if (unsavedForms().length > 0) event.preventDefault();
	});
	useEffect(() => {
		document.addEventListener("input", onInput, true);
		document.addEventListener("click", onClick, true);
		typeAgain();
		return () => {
			document.removeEventListener("input", onInput, true);
			document.removeEventListener("click", onClick, true);
		};
	}, []);
	return null;
}
