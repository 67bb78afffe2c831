import { Landmark, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { formatDong } from "#app/kernel/dong.ts";
import { Icon } from "#app/ui/icon.tsx";
import { LegalSource } from "#app/ui/legal-source.tsx";
import { Section } from "#app/ui/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { type NextSteps, nextStepsFor, type SupportCode, supportWords } from "./next-steps.ts";
import type { PillarResult } from "./result-page.server.ts";

/** The highest yearly ceiling by support item; empty while no programme is open. */
type Ceilings = Record<string, bigint>;

/** From gap to measure to support item to amount: one row a pillar, stacked on a phone. */
export function WeakestPillars({ pillars, ceilings }: { pillars: PillarResult[]; ceilings: Ceilings }) {
	return (
		<Section title={m.assessment_weakest_title()} sub={m.assessment_weakest_sub()}>
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
			<CityPays support={next.support} ceilingDong={ceilings[next.support]} />
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

function CityPays({ support, ceilingDong }: { support: SupportCode; ceilingDong: bigint | undefined }) {
	if (support === "MGMT-COURSE") {
		return <Amount words={m.assessment_support_course_amount()} sub={m.assessment_support_course_who()} />;
	}
	if (ceilingDong === undefined) return null;
	const amount = formatDong(ceilingDong, getLocale());
	return <Amount words={m.assessment_support_up_to({ amount })} sub={m.assessment_support_by_size()} />;
}

function Amount({ words, sub }: { words: string; sub: string }) {
	return (
		<p className="pl-7 md:pl-0 md:text-right">
			<strong className="num type-amount block">{words}</strong>
			<span className="text-ink2 text-small">{sub}</span>
		</p>
	);
}
