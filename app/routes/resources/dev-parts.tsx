import { config } from "#app/house/config.server.ts";
import { NotFound } from "#app/kernel/not-found.ts";
import { PartsPage } from "#app/ui/gallery/parts-page.tsx";

export function loader() {
	if (!config.DEMO) throw new NotFound();
	return null;
}

/** Every part of the design language on one page, for those who work on it. */
export default function DevParts() {
	return <PartsPage />;
}
