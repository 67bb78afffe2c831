import type { ReactNode } from "react";
import { TileStrip } from "./tile-strip.tsx";

/** The home page's first screen, over the whole width: promise and doors left, `aside` right, the tile strip below. */
export function Hero({ children, aside }: { children: ReactNode; aside: ReactNode }) {
	return (
		<>
			<div className="hero">
				<div className="column grid gap-8 py-7 md:grid-cols-[6fr_5fr] md:gap-16 md:py-12">
					<div>{children}</div>
					<div className="hidden md:block">{aside}</div>
				</div>
			</div>
			<TileStrip size={24} />
			{/* On a phone the amounts follow the strip, on paper. */}
			<div className="column pt-6 md:hidden">{aside}</div>
		</>
	);
}
