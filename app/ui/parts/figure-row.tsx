import { Link } from "@remix-run/react";

export type Figure = { value: string; label: string /** "How counted". */; how: { href: string; label: string } };

/** A few published numbers side by side, each with the way it is counted. */
export function FigureRow({ figures }: { figures: Figure[] }) {
	return (
		<dl className="flex flex-col md:flex-row">
			{figures.map((figure) => (
				<div
					key={figure.label}
					className="figure grid grid-cols-[10rem_1fr] gap-x-4 border-line py-3 md:flex md:flex-1 md:flex-col md:py-1"
				>
					<dt className="order-2 text-small">
						{figure.label}
						<Link to={figure.how.href} reloadDocument className="block w-fit">
							{figure.how.label}
						</Link>
					</dt>
					<dd className="type-h2 md:type-h1 order-1">{figure.value}</dd>
				</div>
			))}
		</dl>
	);
}
