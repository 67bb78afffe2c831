import { Link, useLocation } from "@remix-run/react";
import { FileDown } from "lucide-react";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { LevelRow } from "#app/ui/charts/level-tile.tsx";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { EasiestPanel, NextLevelWay } from "./next-level-panel.tsx";
import { checkOf, type SupportCode } from "./next-steps.ts";
import type { ResultPage } from "./result-page.server.ts";
import { SizeQuestion } from "./size-question.tsx";
import { StartForm } from "./start-form.tsx";

type Props = {
	page: ResultPage;
	newId: string;
	/** The size is not known: what the amounts hang on is asked before anything else. */
	asks: boolean;
	/** The support item to check first: of the weakest pillar for which there is money. */
	item: SupportCode | null;
};

/** The answer first: level as word and tile, score, what lifts to the next level, and the way on. */
export function ResultHead({ page, newId, asks, item }: Props) {
	const { level, levelNames, skipped, scoreTenths, nextLevel, businessName, completedAt, anonymous } = page;
	const locale = getLocale();
	const { search } = useLocation();
	return (
		<div className="grid gap-6 md:grid-cols-[1fr_460px] md:grid-rows-[auto_auto_1fr] md:gap-x-12">
			<div className="md:col-start-1">
				<PageTitle
					look="result"
					over={
						<>
							{m.assessment_result_over({ date: formatDate(completedAt, locale) })}
							{businessName ? <span className="block">{businessName}</span> : null}
						</>
					}
					lead={
						<>
							<strong className="num">{formatNumber(scoreTenths / 10, locale)}</strong>{" "}
							{m.assessment_result_of_hundred()} {m.assessment_result_self()}{" "}
							<Link to="/how-counted#level" reloadDocument>
								{m.assessment_how_counted()}
							</Link>
							{skipped > 0 ? (
								<span className="block">
									{m.assessment_result_skipped({ count: skipped })} {m.assessment_skipped_rule()}
								</span>
							) : null}
						</>
					}
				>
					{m.assessment_result_title({ level, name: levelNames[level]?.[locale] ?? "" })}
				</PageTitle>
				{skipped > 0 ? (
					<div className="mb-6">
						<StartForm newId={newId} from={page.id} skipped={skipped} />
					</div>
				) : null}
				<LevelRow current={level} />
			</div>
			<div className="md:col-start-2 md:row-span-3 md:row-start-1">
				{asks ? <SizeQuestion /> : null}
				{nextLevel === null ? <p>{m.assessment_top_level()}</p> : null}
				{nextLevel && !asks ? <EasiestPanel next={nextLevel} /> : null}
			</div>
			<div className="flex flex-col gap-4 md:col-start-1">
				<div>
					<ButtonLink to={checkOf(item)} look={asks ? "secondary" : "primary"}>
						{m.assessment_check_support()}
					</ButtonLink>
				</div>
				<div>
					<TextLink file icon={FileDown} to={`/assess/result/${page.id}.pdf${search}`}>
						{m.assessment_download()}
					</TextLink>
				</div>
				{anonymous ? (
					<p>
						{m.assessment_keep_result()} <Link to="/sign-up">{m.assessment_keep_result_link()}</Link>
					</p>
				) : null}
			</div>
			{nextLevel && !asks ? <NextLevelWay next={nextLevel} scoreTenths={scoreTenths} /> : null}
		</div>
	);
}
