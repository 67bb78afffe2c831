import { eventTitle, secondPersonText } from "#app/application/application-text.ts";
import { addressInWords, figuresInWords } from "#app/business/business-words.ts";
import { priorityGroupName } from "#app/business/size-class-text.ts";
import { economicSection } from "#app/kernel/economic-sections.ts";
import { formatPhone } from "#app/kernel/phone.ts";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Timeline } from "#app/ui/parts/timeline.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { OpenCase } from "./case-page.server.ts";

/** The business as it was when it submitted. */
export function CaseBusiness({ page }: { page: OpenCase }) {
	const locale = getLocale();
	const { business, submittedByName, submittedAt } = page.submitted;
	const { figures, assessment, phone } = business;
	const groups = page.priorityGroups.map((group) => priorityGroupName(group, locale)).join(", ");
	return (
		<Panel title={m.review_business_title()} sub={m.review_rules_frozen({ at: formatDateTime(submittedAt, locale) })}>
			<SummaryList
				rows={[
					{
						term: m.review_business_sector(),
						value: economicSection(business.section)?.[locale] ?? business.section,
					},
					{ term: m.review_business_address(), value: addressInWords(business, locale) },
					...(phone
						? [{ term: m.review_business_phone(), value: <span className="num">{formatPhone(phone)}</span> }]
						: []),
					...(figures ? [{ term: m.review_business_figures(), value: figuresInWords(figures, locale) }] : []),
					...(groups === "" ? [] : [{ term: m.review_business_groups(), value: groups }]),
					...(assessment
						? [
								{
									term: m.review_business_assessed(),
									value: m.review_business_level({ level: assessment.level }),
									note: formatDate(assessment.completedOn, locale),
								},
							]
						: []),
					{ term: m.review_business_submitter(), value: submittedByName },
				]}
			/>
			{page.as === "reviewer" ? (
				<p className="mt-2 text-small">
					<TextLink to={`/review/${page.reference}/declaration`}>{m.review_declare_later()}</TextLink>
				</p>
			) : null}
		</Panel>
	);
}

/** What happened to the file, newest first. */
export function CaseHistory({ page: { events } }: { page: OpenCase }) {
	const locale = getLocale();
	return (
		<Panel title={m.review_history_title()}>
			<Timeline
				events={events.map((event) => ({
					id: event.id,
					state: "done",
					title: eventTitle(event.what, locale),
					when: formatDateTime(event.at, locale),
					dateTime: event.at.toISOString(),
					detail: [event.actorName, secondPersonText(event.facts, locale)].filter(Boolean).join(": "),
				}))}
			/>
		</Panel>
	);
}
