import { notFound } from "#app/house/http.server.ts";

export { clientLoader } from "#app/ui/shells/without-scripts.ts";

export const handle = { scripts: false };

export function loader() {
	throw notFound();
}

export default function NotFound() {
	return null;
}
