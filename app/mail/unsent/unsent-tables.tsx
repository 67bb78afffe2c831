import { CircleX, Clock, Link2Off, RotateCw } from "lucide-react";
import { SubmitButton } from "#app/form/form-fields.tsx";
import type { ActionForm } from "#app/form/use-action-form.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { jobInWords } from "./job-in-words.ts";
import type { MailState, Trouble } from "./unsent.rules.ts";
import type { GivenUpJob, UnsentMail } from "./unsent-page.server.ts";

const stateTags = {
	waiting: { tone: "outline", icon: Clock, words: m.mail_state_waiting },
	trying: { tone: "yellow", icon: RotateCw, words: m.mail_state_trying },
	"given-up": { tone: "red", icon: CircleX, words: m.mail_state_given_up },
	"link-ended": { tone: "outline", icon: Link2Off, words: m.mail_state_link_ended },
} as const satisfies Record<MailState, unknown>;

const troubles = {
	unreachable: m.mail_trouble_unreachable,
	"sign-in": m.mail_trouble_sign_in,
	address: m.mail_trouble_address,
	refused: m.mail_trouble_refused,
	busy: m.mail_trouble_busy,
	other: m.mail_trouble_other,
} as const satisfies Record<Trouble, unknown>;

type AgainProps = { form: ActionForm; what: string; label: string; about: string };

function Again({ form, what, label, about }: AgainProps) {
	return (
		<SubmitButton form={form} look="secondary" small icon={RotateCw} name="what" value={what} formNoValidate>
			{label}
			<span className="sr-only"> {about}</span>
		</SubmitButton>
	);
}

/** Mails that were not sent, what hinders each, and a button to send it again. */
export function UnsentMailTable({ mails, form }: { mails: readonly UnsentMail[]; form: ActionForm }) {
	const locale = getLocale();
	const columns: Column<UnsentMail>[] = [
		{
			key: "mail",
			head: m.mail_mail(),
			rowHead: true,
			cell: ({ subject, recipient }) => (
				<>
					{subject}
					<span className="cell-sub">{m.mail_to({ recipient })}</span>
				</>
			),
		},
		{ key: "since", head: m.mail_since(), cell: ({ writtenAt }) => formatDateTime(writtenAt, locale) },
		{
			key: "state",
			head: m.mail_state(),
			cell: ({ state, trouble, nextTryAt }) => (
				<>
					<Tag tone={stateTags[state].tone} icon={stateTags[state].icon}>
						{stateTags[state].words()}
					</Tag>
					{trouble ? <span className="cell-sub">{troubles[trouble]()}</span> : null}
					{nextTryAt ? (
						<span className="cell-sub">{m.mail_next_try({ at: formatDateTime(nextTryAt, locale) })}</span>
					) : null}
				</>
			),
		},
		{
			key: "again",
			head: m.mail_again(),
			cell: ({ id, state, subject, recipient }) =>
				state === "link-ended" ? (
					<span className="cell-sub">{m.mail_link_ended_text()}</span>
				) : (
					<Again form={form} what={`mail:${id}`} label={m.mail_send_again()} about={`${subject}, ${recipient}`} />
				),
		},
	];
	return <DataTable caption={m.mail_unsent()} captionHidden columns={columns} rows={mails} rowKey={({ id }) => id} />;
}

/** Other work that gave up. */
export function GivenUpJobTable({ jobs, form }: { jobs: readonly GivenUpJob[]; form: ActionForm }) {
	const locale = getLocale();
	const columns: Column<GivenUpJob>[] = [
		{
			key: "job",
			head: m.mail_job(),
			rowHead: true,
			cell: ({ name, id }) => (
				<>
					{jobInWords(name)}
					<span className="cell-sub">{m.mail_job_number({ name, id })}</span>
				</>
			),
		},
		{ key: "since", head: m.mail_since(), cell: ({ since }) => formatDateTime(since, locale) },
		{
			key: "last",
			head: m.mail_last_try(),
			cell: ({ lastTryAt, tries }) => (
				<>
					{formatDateTime(lastTryAt, locale)}
					<span className="cell-sub">{m.mail_tries({ tries })}</span>
				</>
			),
		},
		{
			key: "again",
			head: m.mail_again(),
			cell: ({ id, name }) => (
				<Again form={form} what={`job:${id}`} label={m.mail_try_again()} about={`${jobInWords(name)}, ${id}`} />
			),
		},
	];
	return <DataTable caption={m.mail_jobs()} captionHidden columns={columns} rows={jobs} rowKey={({ id }) => id} />;
}
