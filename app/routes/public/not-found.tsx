import { NotFound } from "#app/kernel/not-found.ts";

export { clientLoader } from "#app/ui/shells/without-scripts.ts";

export const handle = { scripts: false };

export function loader() {
	throw new NotFound();
}

export default function NothingHere() {
	return null;
}
