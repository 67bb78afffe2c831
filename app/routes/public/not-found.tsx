import { notFound } from "#app/house/http.server.ts";

export function loader() {
	throw notFound();
}

export default function NotFound() {
	return null;
}
