import { m } from "#messages/messages.js";

/** What a session keeps of the system that it was made on (app/identity/sessions/browser-name.ts), in plain words. */
const machines: ReadonlyMap<string, () => string> = new Map([
	["Android", m.account_machine_android],
	["iPhone", m.account_machine_iphone],
	["iPad", m.account_machine_ipad],
	["Windows", m.account_machine_windows],
	["macOS", m.account_machine_mac],
	["ChromeOS", m.account_machine_chromebook],
	["Linux", m.account_machine_linux],
]);

/** "Máy tính Windows, Edge" of "Edge, Windows"; what is not known is said to be unknown. */
export function deviceInWords(browserName: string | null): string {
	const parts = (browserName ?? "").split(", ").filter((part) => part !== "");
	const machine = parts.map((part) => machines.get(part)?.()).find((words) => words !== undefined);
	const browser = parts.find((part) => !machines.has(part));
	if (machine && browser) return m.account_device({ machine, browser });
	return machine ?? browser ?? m.account_machine_unknown();
}

/** "Mạng 203.0.113.x": the first part of an address, which says roughly where from. No town: nothing here knows it. */
export function networkInWords(network: string | null): string {
	if (network === null || network === "unknown") return m.account_session_no_network();
	const shown = network.replace(/\.0\/24$/, ".x").replace(/::\/\d+$/, ":…");
	return m.account_session_network({ network: shown });
}
