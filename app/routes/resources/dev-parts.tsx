import { config } from "#app/house/config.server.ts";
import { notFound } from "#app/house/http.server.ts";
import { PartsPage } from "#app/ui/gallery/parts-page.tsx";

export function loader() {
	if (!config.DEMO) throw notFound();
	return null;
}

/** Every part of the design language on one page, for those who work on it. */
export default function DevParts() {
	return <PartsPage />;
}
