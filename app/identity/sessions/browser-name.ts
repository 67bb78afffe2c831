const browsers: [RegExp, string][] = [
	[/\bEdgA?\//, "Edge"],
	[/\bOPR\/|\bOpera\b/, "Opera"],
	[/\bSamsungBrowser\//, "Samsung Internet"],
	[/\bcoc_coc_browser\//i, "Cốc Cốc"],
	[/\b(?:Firefox|FxiOS)\//, "Firefox"],
	[/\b(?:Chrome|CriOS)\//, "Chrome"],
	[/\bSafari\//, "Safari"],
];

const systems: [RegExp, string][] = [
	[/\biPad\b/, "iPad"],
	[/\biPhone\b/, "iPhone"],
	[/\bAndroid\b/, "Android"],
	[/\bWindows\b/, "Windows"],
	[/\bMac OS X\b|\bMacintosh\b/, "macOS"],
	[/\bCrOS\b/, "ChromeOS"],
	[/\bLinux\b/, "Linux"],
];

/**
 * "Chrome, Android": what a person recognises a browser of theirs by. Nothing else of the header is kept, which anybody
 * can write as they like. Empty for a program that is no browser.
 */
export function browserName(userAgent: string | null): string {
	const named = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(userAgent ?? ""))?.[1];
	return [named(browsers), named(systems)].filter(Boolean).join(", ");
}
