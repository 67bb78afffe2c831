import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { Section } from "#app/ui/section.tsx";
import { TaskList } from "#app/ui/task-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { RecoverySummary } from "../recovery-facts.server.ts";
import { RecoveryStateTag } from "../recovery-state-tag.tsx";

type Props = { recoveries: readonly RecoverySummary[] };

/** What a business has to do about money that is asked back: nothing is shown where there is nothing to do. */
export function RecoveriesToDo({ recoveries }: Props) {
	const open = recoveries.filter(({ standing }) => standing.next);
	if (open.length === 0) return null;
	return (
		<Section title={m.recovery_to_do_title()}>
			<TaskList tasks={open.map(taskOf)} />
		</Section>
	);
}

function taskOf(recovery: RecoverySummary) {
	const { reference, application, state, standing, answerBy } = recovery;
	const locale = getLocale();
	const sum = {
		amount: formatDong(standing.next?.amountDong ?? 0n, locale),
		date: formatDate(standing.next?.dueOn ?? recovery.dueOn, locale),
	};
	const isOverdue = standing.overdueDong > 0n;
	const answers = state === "notified" && !isOverdue;
	return {
		title: answers ? m.recovery_to_do_answer({ reference }) : m.recovery_to_do_pay({ reference }),
		href: `/applications/${application}/recoveries/${reference}`,
		fact: answers
			? m.recovery_to_do_answer_fact({ ...sum, date: formatDate(answerBy, locale) })
			: (isOverdue ? m.recovery_to_do_overdue_fact : m.recovery_to_do_pay_fact)(sum),
		tag: <RecoveryStateTag state={state} standing={standing} />,
	};
}

/** The tasks that a business finds on its money page: all that was asked back, also what is over. */
export function RecoveryTasks({ recoveries }: Props) {
	if (recoveries.length === 0) return null;
	const locale = getLocale();
	return (
		<Section title={m.recovery_own_section()}>
			<TaskList
				tasks={recoveries.map(({ reference, application, state, standing, amountDong }) => ({
					title: reference,
					href: `/applications/${application}/recoveries/${reference}`,
					fact: m.recovery_own_fact({
						asked: formatDong(amountDong, locale),
						received: formatDong(standing.receivedDong, locale),
						left: formatDong(standing.leftDong, locale),
					}),
					tag: <RecoveryStateTag state={state} standing={standing} />,
				}))}
			/>
		</Section>
	);
}
