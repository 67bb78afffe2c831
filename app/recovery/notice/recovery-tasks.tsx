import { formatDong } from "#app/kernel/dong.ts";
import { Section } from "#app/ui/parts/section.tsx";
import { TaskList } from "#app/ui/parts/task-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { RecoverySummary } from "../recovery-facts.server.ts";
import { RecoveryStateTag } from "../recovery-state-tag.tsx";

type Props = { recoveries: readonly RecoverySummary[] };

/** On the money page of a business: all that was asked back, also what is over. */
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
