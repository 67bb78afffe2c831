import { formatDong } from "#app/kernel/dong.ts";
import { Section } from "#app/ui/parts/section.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { RecoveryStateTag } from "../recovery-state-tag.tsx";
import { RecoveryTrail } from "../recovery-trail.tsx";
import type { OwnRecovery } from "./own-recovery.server.ts";

/** On the money page of an application: what is asked back of its payments, each with its steps; folded once it is over. */
export function RecoveriesOfApplication({ recoveries }: { recoveries: readonly OwnRecovery[] }) {
	return recoveries.map((recovery) => <OneRecovery key={recovery.reference} recovery={recovery} />);
}

function OneRecovery({ recovery }: { recovery: OwnRecovery }) {
	const { reference, application, state, standing, amountDong, payment } = recovery;
	const locale = getLocale();
	const isOver = state === "settled" || state === "dropped";
	return (
		<Section
			title={
				<Unbroken
					text={m.recovery_own_of_payment({ payment: payment.reference, amount: formatDong(amountDong, locale) })}
					part={payment.reference}
				/>
			}
			rule={false}
		>
			<p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
				<RecoveryStateTag state={state} standing={standing} />
				<span className="num">
					{m.recovery_own_received({
						received: formatDong(standing.receivedDong, locale),
						left: formatDong(standing.leftDong, locale),
					})}
				</span>
			</p>
			<p className="mt-2">
				<TextLink to={`/applications/${application}/recoveries/${reference}`}>
					<Unbroken text={m.recovery_own_open({ reference })} part={reference} />
				</TextLink>
			</p>
			{isOver ? (
				<details className="mt-2">
					<summary className="link-button">{m.disbursement_show_steps()}</summary>
					<div className="mt-3">
						<RecoveryTrail recovery={recovery} />
					</div>
				</details>
			) : (
				<div className="mt-5">
					<RecoveryTrail recovery={recovery} />
				</div>
			)}
		</Section>
	);
}
