import { Link } from "@remix-run/react";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { m } from "#messages/messages.js";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

type Props = {
	/** The page shown, counted from 1. */
	page: number;
	pages: number;
	hrefFor: (page: number) => string;
	/** "1–25 trên 431" */
	summary: string;
};

/** Links to the other pages of a list; the current one is an ink block. Nothing but the summary when all fits on one. */
export function Pagination({ page, pages, hrefFor, summary }: Props) {
	return (
		<div className="pagination mt-4">
			<p className="num text-ink2">{summary}</p>
			{pages > 1 ? (
				<nav aria-label={m.ui_pages()}>
					<ul>
						{page > 1 ? (
							<li>
								<Link to={hrefFor(page - 1)} rel="prev">
									<Icon of={ChevronLeft} />
									{m.ui_previous()}
								</Link>
							</li>
						) : null}
						{shownPages(page, pages).map((shown, index, all) => (
							<li key={shown} className={classNames(Math.abs(shown - page) > 1 && "max-sm:hidden")}>
								{index > 0 && shown - (all[index - 1] ?? 0) > 1 ? <span className="pagination-gap">…</span> : null}
								<PageLink shown={shown} page={page} href={hrefFor(shown)} />
							</li>
						))}
						{page < pages ? (
							<li>
								<Link to={hrefFor(page + 1)} rel="next">
									{m.ui_next()}
									<Icon of={ChevronRight} />
								</Link>
							</li>
						) : null}
					</ul>
				</nav>
			) : null}
		</div>
	);
}

function PageLink({ shown, page, href }: { shown: number; page: number; href: string }) {
	if (shown === page) {
		return (
			<span aria-current="page" className="num">
				{shown}
			</span>
		);
	}
	return (
		<Link to={href} aria-label={m.ui_page_number({ page: shown })} className="num">
			{shown}
		</Link>
	);
}

/** First, last, and the neighbours of the current page. */
function shownPages(page: number, pages: number): number[] {
	return Array.from({ length: pages }, (_, index) => index + 1).filter(
		(number) => number === 1 || number === pages || Math.abs(number - page) <= 1,
	);
}
