import { Link } from "@remix-run/react";
import { Landmark, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "#app/ui/parts/icon.tsx";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { checkOf, type NextSteps, nextStepsFor, supportWords } from "./next-steps.ts";
import { type Ceilings, firstPaidItem, type SupportAmounts, supportAmounts } from "./report/support-amounts.ts";
import type { PillarResult } from "./result-page.server.ts";

/** From gap to measure to support item to amount: one row a pillar, stacked on a phone. */
export function WeakestPillars({
	pillars,
	ceilings,
	sizeKnown,
}: {
	pillars: PillarResult[];
	ceilings: Ceilings;
	sizeKnown: boolean;
}) {
	return (
		<Section
			title={m.assessment_weakest_title()}
			sub={sizeKnown ? m.assessment_weakest_sub() : m.assessment_size_unknown()}
		>
			<ol>
				{pillars.map((pillar) => (
					<li
						key={pillar.id}
						className="border-line border-b py-4 md:grid md:grid-cols-[9rem_1fr_15rem_14rem] md:gap-6"
					>
						<h3 className="flex items-baseline justify-between gap-4 type-h3 md:block">
							{pillar.short[getLocale()]}
							<span className="num block font-normal text-body text-ink2 md:text-small">{pillar.scorePercent}/100</span>
						</h3>
						<Measure next={nextStepsFor(pillar.id, pillar.level)} ceilings={ceilings} />
					</li>
				))}
			</ol>
		</Section>
	);
}

function Measure({ next, ceilings }: { next: NextSteps | null; ceilings: Ceilings }) {
	if (!next) return null;
	const { name, source } = supportWords(next.support);
	return (
		<>
			<ul>
				{next.steps.map((step) => (
					<WithIcon key={step()} icon={Wrench}>
						{step()}
					</WithIcon>
				))}
			</ul>
			<ul>
				<WithIcon icon={Landmark}>
					{name()}
					<span className="block">
						<LegalSource>{source()}</LegalSource>
					</span>
				</WithIcon>
			</ul>
			<div className="flex flex-col gap-1">
				<CityPays amounts={supportAmounts(next.support, ceilings, getLocale())} />
				{firstPaidItem([next.support], ceilings) ? (
					<Link to={checkOf(next.support)} className="flex min-h-11 items-center pl-7 md:justify-end md:pl-0">
						{m.assessment_check_item()}
						<span className="sr-only">: {name()}</span>
					</Link>
				) : null}
			</div>
		</>
	);
}

function WithIcon({ icon, children }: { icon: typeof Wrench; children: ReactNode }) {
	return (
		<li className="flex items-start gap-2 py-0.5">
			<Icon of={icon} className="mt-[0.2em] shrink-0 text-green" />
			<span>{children}</span>
		</li>
	);
}

function CityPays({ amounts }: { amounts: SupportAmounts | null }) {
	if (!amounts) return null;
	if (!("rows" in amounts)) return <Amount {...amounts} />;
	return (
		<div className="pl-7 md:pl-0">
			<Sum rows={amounts.rows} />
			<span className="text-ink2 text-small">{m.assessment_support_each_year()}</span>
		</div>
	);
}

function Amount({ words, sub }: { words: string; sub: string }) {
	return (
		<p className="pl-7 md:pl-0 md:text-right">
			<strong className="num type-amount block">{words}</strong>
			<span className="text-ink2 text-small">{sub}</span>
		</p>
	);
}
