import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { associationName } from "#app/association/association-name.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { WorkingDayClock } from "#app/ui/parts/working-day-clock.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canWithdraw } from "./application.access.ts";
import type { ApplicationState } from "./application.states.ts";
import { clockSentence, headline } from "./application-text.ts";
import { ApplicationTimeline } from "./application-timeline.tsx";
import { StateTag } from "./state-tag.tsx";
import type { StatusPage } from "./status-page.server.ts";
import { SubmittedSummary } from "./submitted-summary.tsx";

/**
 * How an application stands: what it means, what was asked, what happened.
 *
 * @param lead who acts next and by when, where it is not the business's turn; a later room knows.
 * @param usualWait how long like applications take, while an answer is awaited; a later room knows.
 * @param children what the business has to do now.
 */
export function ApplicationStatus({
	page,
	lead,
	usualWait,
	children,
}: {
	page: StatusPage;
	lead: string | undefined;
	usualWait: ReactNode;
	children?: ReactNode;
}) {
	const locale = getLocale();
	const { state, reference, submitted } = page;
	return (
		<>
			<PageTitle
				over={
					<>
						{m.application_status_over({ reference })} <StateTag state={state} />
					</>
				}
				lead={lead}
			>
				{headline(state, page, locale)}
			</PageTitle>
			<Reasons page={page} />
			{children}
			<OtherLinks state={state} reference={reference} />
			<ClockSection page={page}>{usualWait}</ClockSection>
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
export function ClockSection({ page: { clock }, children }: { page: Pick<StatusPage, "clock">; children?: ReactNode }) {
	if (!clock) return null;
	return (
		<Section title={m.application_status_clock()} rule={false}>
			<div className="mt-2">
				<WorkingDayClock squares={clock.squares} sentence={clockSentence(clock, getLocale())} />
				{children}
			</div>
		</Section>
	);
}

/** What the association wrote with the decision that holds now. */
function saidWith({ events, state }: StatusPage, fact: "reasons" | "basisVi" | "basisEn"): string | null {
	const said = events.find((event) => event.toState === state)?.facts[fact];
	return typeof said === "string" && said !== "" ? said : null;
}

function Reasons({ page }: { page: StatusPage }) {
	const reasons = saidWith(page, "reasons");
	const decided = page.state === "rejected" || page.state === "approved" || page.state === "cancelled";
	if (!reasons || !decided) return null;
	return (
		<Notice tone={page.state === "approved" ? "green" : "red"} title={m.application_status_reasons()}>
			<p>
				<Typed text={reasons} />
			</p>
			{page.state === "rejected" ? <AfterRefusal page={page} /> : null}
		</Notice>
	);
}

/** What the refusal rests on, and what the business can do about it today. */
function AfterRefusal({ page }: { page: StatusPage }) {
	const basis = saidWith(page, getLocale() === "vi" ? "basisVi" : "basisEn");
	const association = page.association ? associationName(page.association, getLocale()) : "";
	return (
		<>
			{basis ? <p>{m.application_rejected_basis({ basis })}</p> : null}
			<p>{m.application_rejected_complain({ association })}</p>
			<p>
				<Link to={`/applications/${page.reference}/messages`}>{m.application_rejected_ask()}</Link>.{" "}
				{m.application_rejected_again()}
			</p>
		</>
	);
}

/**
 * What was asked for with a request for changes, on top of the task list that is open again, and where it is answered.
 *
 * @param unchanged nothing is changed yet: the page's filled button is here.
 */
export function ChangesAsked({ page, unchanged }: { page: StatusPage; unchanged: boolean }) {
	const reasons = saidWith(page, "reasons");
	const association = page.association ? associationName(page.association, getLocale()) : "";
	const own = `/applications/${page.reference}`;
	return (
		<Notice tone="yellow" title={m.application_tasks_changes_title({ association })}>
			{reasons ? (
				<p>
					<Typed text={reasons} />
				</p>
			) : null}
			<p>
				<Link to={`${own}/messages`}>{m.application_tasks_changes_messages()}</Link>
			</p>
			<div className="actions mt-4">
				<ButtonLink to={`${own}/documents`} look={unchanged ? "primary" : "secondary"}>
					{m.application_tasks_changes_documents()}
				</ButtonLink>
				<Link to={`${own}/lines`}>{m.application_tasks_changes_lines()}</Link>
			</div>
		</Notice>
	);
}

type LinkTo = { to: string; label: () => string };

const messages: LinkTo = { to: "messages", label: m.application_status_messages };
const money: LinkTo = { to: "money", label: m.application_status_money };
const agreement: LinkTo = { to: "agreement", label: m.application_status_agreement_signed };
/** Where else to look in each state; what there is to do stands above. */
const links: Record<ApplicationState, { startAgain?: true; others: LinkTo[] }> = {
	draft: { others: [] },
	submitted: { others: [messages] },
	in_review: { others: [messages] },
	changes_requested: { others: [] },
	recommended: { others: [messages] },
	approved: { others: [messages] },
	rejected: { startAgain: true, others: [messages] },
	agreed: { others: [money, agreement, messages] },
	completed: { others: [money, agreement] },
	lapsed: { startAgain: true, others: [] },
	withdrawn: { startAgain: true, others: [] },
	cancelled: { others: [money] },
};

function OtherLinks({ state, reference }: { state: ApplicationState; reference: string }) {
	const { startAgain, others } = links[state];
	if (!startAgain && others.length === 0) return null;
	return (
		<div className="actions mt-5">
			{startAgain ? <ButtonLink to="/applications/new">{m.application_status_new()}</ButtonLink> : null}
			{others.map(({ to, label }) => (
				<Link key={to} to={`/applications/${reference}/${to}`}>
					{label()}
				</Link>
			))}
		</div>
	);
}
