import { useLocation } from "@remix-run/react";
import { m } from "#messages/messages.js";

export type Theme = "light" | "dark";

/**
 * Light, dark, or as the device says. Posts `theme` (`light`, `dark` or `auto`) and `to` (this page) to `/appearance`.
 *
 * @param theme The choice made before; none means that the device decides.
 */
export function ThemeChoice({ theme }: { theme?: Theme }) {
	const { pathname, search } = useLocation();
	const chosen = theme ?? "auto";
	const options = [
		{ value: "auto", label: m.ui_theme_auto() },
		{ value: "light", label: m.ui_theme_light() },
		{ value: "dark", label: m.ui_theme_dark() },
	];
	return (
		<form method="post" action="/appearance" className="no-print flex flex-wrap items-center gap-x-4 text-small">
			<span>{m.ui_theme()}</span>
			<input type="hidden" name="to" value={pathname + search} />
			{options.map((option) => (
				<button
					key={option.value}
					type="submit"
					name="theme"
					value={option.value}
					aria-pressed={option.value === chosen}
					className="link-button"
				>
					{option.label}
				</button>
			))}
		</form>
	);
}
