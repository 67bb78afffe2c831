import { Link } from "@remix-run/react";
import { StateTag } from "#app/application/state-tag.tsx";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { TaskList } from "#app/ui/task-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { BusinessHome } from "./business-home.server.ts";

/** What to do next, in a sentence. */
export function nextStepSentence({ next, year, openCount }: BusinessHome): string {
	switch (next) {
		case "figures":
			return m.business_home_next_figures({ year });
		case "assessment":
			return m.business_home_next_assessment();
		case "applications":
			return m.business_home_next_open({ count: openCount });
		case "new-application":
			return m.business_home_next_application();
	}
}

/** The one primary action of the page. */
export function NextStepButton({ home: { next, year } }: { home: BusinessHome }) {
	switch (next) {
		case "figures":
			return <ButtonLink to="/business/figures">{m.business_home_do_figures({ year })}</ButtonLink>;
		case "assessment":
			return <ButtonLink to="/assess">{m.business_home_do_assessment()}</ButtonLink>;
		case "applications":
			return <ButtonLink to="/applications">{m.business_home_do_open()}</ButtonLink>;
		case "new-application":
			return <ButtonLink to="/applications/new">{m.business_home_do_application()}</ButtonLink>;
	}
}

/** The newest applications with their state. */
export function OwnApplications({ applications }: Pick<BusinessHome, "applications">) {
	const locale = getLocale();
	if (applications.length === 0) {
		return (
			<EmptyState sentence={m.business_home_applications_none()}>
				<Link to="/applications/new">{m.business_home_do_application()}</Link>
			</EmptyState>
		);
	}
	return (
		<>
			<TaskList
				tasks={applications.map(({ reference, state, programme, approvedDong, allowedDong }) => {
					const name = locale === "vi" ? programme.nameVi : programme.nameEn;
					const amountDong = approvedDong ?? allowedDong;
					return {
						title: reference,
						href: `/applications/${reference}`,
						fact: amountDong === null ? name : `${name}, ${formatDong(amountDong, locale)}`,
						tag: <StateTag state={state} />,
					};
				})}
			/>
			<p className="mt-3">
				<Link to="/applications">{m.business_home_applications_all()}</Link>
			</p>
		</>
	);
}

/** The latest measured level, or the way to measure it. */
export function AssessmentSummary({ assessment }: Pick<BusinessHome, "assessment">) {
	const locale = getLocale();
	const value = assessment
		? m.business_home_assessment_of({
				level: assessment.level,
				name: assessment.name[locale],
				date: formatDate(assessment.completedOn, locale),
			})
		: m.business_home_assessment_none();
	const label = assessment ? m.business_home_assess_again() : m.business_home_assess();
	return <SummaryList rows={[{ term: m.business_home_assessment(), value, change: { href: "/assess", label } }]} />;
}
