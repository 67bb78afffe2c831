import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { associationName } from "#app/association/association-name.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkingDayClock } from "#app/ui/working-day-clock.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canWithdraw } from "./application.access.ts";
import type { ApplicationState } from "./application.states.ts";
import { clockSentence, headline, nextStep } from "./application-text.ts";
import { ApplicationTimeline } from "./application-timeline.tsx";
import { StateTag } from "./state-tag.tsx";
import type { StatusPage } from "./status-page.server.ts";
import { SubmittedSummary } from "./submitted-summary.tsx";

/**
 * How an application stands: what it means, who acts next and by when, what was asked, what happened.
 *
 * @param children what the business has to do that a later room knows of.
 */
export function ApplicationStatus({ page, children }: { page: StatusPage; children?: ReactNode }) {
	const locale = getLocale();
	const { state, reference, submitted, association } = page;
	const facts = { ...page, association: association ? associationName(association, locale) : "" };
	return (
		<>
			<PageTitle
				over={
					<>
						{m.application_status_over({ reference })} <StateTag state={state} />
					</>
				}
				lead={nextStep(state, facts, locale)}
			>
				{headline(state, facts, locale)}
			</PageTitle>
			<Reasons page={page} />
			<NextLinks state={state} reference={reference} />
			{children}
			<ClockSection page={page} />
			{submitted ? <SubmittedSummary page={{ ...page, submitted }} /> : null}
			<Section title={m.application_status_timeline()}>
				<div className="mt-5">
					<ApplicationTimeline page={page} />
				</div>
			</Section>
			{canWithdraw(page).allowed ? (
				<p className="mt-6">
					<Link to={`/applications/${reference}/withdraw`}>{m.application_tasks_withdraw()}</Link>
				</p>
			) : null}
		</>
	);
}

/** The working days of the answer, while one is awaited. */
export function ClockSection({ page: { clock } }: { page: Pick<StatusPage, "clock"> }) {
	if (!clock) return null;
	return (
		<Section title={m.application_status_clock()} rule={false}>
			<div className="mt-2">
				<WorkingDayClock squares={clock.squares} sentence={clockSentence(clock, getLocale())} />
			</div>
		</Section>
	);
}

/** What the association wrote with the decision that holds now. */
function reasonsOf({ events, state }: StatusPage): string | null {
	const decision = events.find((event) => event.toState === state);
	return typeof decision?.facts.reasons === "string" && decision.facts.reasons !== "" ? decision.facts.reasons : null;
}

function Reasons({ page }: { page: StatusPage }) {
	const reasons = reasonsOf(page);
	const decided = page.state === "rejected" || page.state === "approved" || page.state === "cancelled";
	if (!reasons || !decided) return null;
	return (
		<Notice tone={page.state === "approved" ? "green" : "red"} title={m.application_status_reasons()}>
			<p>{reasons}</p>
		</Notice>
	);
}

/** What was asked for with a request for changes, on top of the task list that is open again. */
export function ChangesAsked({ page }: { page: StatusPage }) {
	const reasons = reasonsOf(page);
	const association = page.association ? associationName(page.association, getLocale()) : "";
	return (
		<Notice tone="yellow" title={m.application_tasks_changes_title({ association })}>
			{reasons ? <p>{reasons}</p> : null}
			<p>
				<Link to={`/applications/${page.reference}/messages`}>{m.application_tasks_changes_messages()}</Link>
			</p>
		</Notice>
	);
}

type LinkTo = { to: string; label: () => string };

const messages: LinkTo = { to: "messages", label: m.application_status_messages };
const money: LinkTo = { to: "money", label: m.application_status_money };
const agreement: LinkTo = { to: "agreement", label: m.application_status_agreement_signed };
const startAgain: LinkTo = { to: "/applications/new", label: m.application_status_new };

/** The one thing to do in each state, if there is one, and where else to look. */
const links: Record<ApplicationState, { primary?: LinkTo; others: LinkTo[] }> = {
	draft: { others: [] },
	submitted: { others: [messages] },
	in_review: { others: [messages] },
	changes_requested: { others: [] },
	recommended: { others: [messages] },
	approved: { primary: { to: "agreement", label: m.application_status_agreement }, others: [messages] },
	rejected: { primary: startAgain, others: [messages] },
	agreed: { primary: { to: "claims/new", label: m.application_status_claim }, others: [money, agreement, messages] },
	completed: { others: [money, agreement] },
	lapsed: { primary: startAgain, others: [] },
	withdrawn: { primary: startAgain, others: [] },
	cancelled: { others: [money] },
};

function NextLinks({ state, reference }: { state: ApplicationState; reference: string }) {
	const { primary, others } = links[state];
	const href = ({ to }: LinkTo) => (to.startsWith("/") ? to : `/applications/${reference}/${to}`);
	if (!primary && others.length === 0) return null;
	return (
		<div className="actions mt-5">
			{primary ? <ButtonLink to={href(primary)}>{primary.label()}</ButtonLink> : null}
			{others.map((other) => (
				<Link key={other.to} to={href(other)}>
					{other.label()}
				</Link>
			))}
		</div>
	);
}
