import { type RefObject, useEffect, useSyncExternalStore } from "react";
import { Checkbox } from "#app/ui/parts/checkbox.tsx";
import { m } from "#messages/messages.js";

const KEY = "tap-to-continue";

const listeners = new Set<() => void>();

/** What was chosen on this device before; in a tab that closes with its choice where the browser keeps nothing. */
let chosen: "on" | "off" | null = null;

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

function kept(): string | null {
	try {
		return window.localStorage.getItem(KEY);
	} catch {
		// Storage can be switched off (https://developer.mozilla.org/docs/Web/API/Window/localStorage#exceptions).
		return null;
	}
}

/** On for fingers until it is switched off; off for a mouse, beside which a keyboard or a screen reader is likely. */
function isOn(): boolean {
	const choice = chosen ?? kept();
	return choice === null ? window.matchMedia("(pointer: coarse)").matches : choice === "on";
}

function choose(on: boolean): void {
	chosen = on ? "on" : "off";
	try {
		window.localStorage.setItem(KEY, chosen);
	} catch {}
	for (const listener of listeners) listener();
}

/**
 * Lets an answer that one points at send the form, and says whether it does; null where no script can. Arrow keys also
 * change a choice, on the way to another: they never send it (https://www.w3.org/WAI/WCAG22/Understanding/on-input).
 */
export function useTapToContinue(form: RefObject<HTMLFormElement>): boolean | null {
	const on = useSyncExternalStore<boolean | null>(subscribe, isOn, () => null);
	useEffect(() => {
		const element = form.current;
		if (!on || !element) return;
		const leaving = new AbortController();
		const { signal } = leaving;
		let pointed = false;
		element.addEventListener("pointerdown", () => (pointed = true), { signal });
		element.addEventListener("keydown", () => (pointed = false), { signal });
		element.addEventListener(
			"change",
			({ target }) => {
				if (pointed && target instanceof HTMLInputElement && target.type === "radio") element.requestSubmit();
			},
			{ signal },
		);
		return () => leaving.abort();
	}, [on, form]);
	return on;
}

export function TapToContinueChoice({ on }: { on: boolean }) {
	return (
		<Checkbox checked={on} onChange={(event) => choose(event.currentTarget.checked)}>
			{m.assessment_question_tap()}
		</Checkbox>
	);
}
