import type { ReactNode } from "react";
import { TileStrip } from "../charts/tile-strip.tsx";

/** The home page's first screen, over the whole width: promise and doors, `aside` (a `<Panel rule="green">` with the amounts), tile strip. */
export function Hero({ children, aside }: { children: ReactNode; aside: ReactNode }) {
	return (
		<div className="hero">
			<div className="hero-lead">{children}</div>
			<div className="hero-strip">
				<TileStrip size={24} />
			</div>
			<div className="hero-aside">{aside}</div>
		</div>
	);
}
