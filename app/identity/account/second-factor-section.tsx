import { Link } from "@remix-run/react";
import { Check, CircleDashed } from "lucide-react";
import { reasonText } from "#app/house/refusal.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canTurnOffSecondFactor } from "./account.access.ts";
import { BACKUP_CODES } from "./account.rules.ts";
import type { AccountView } from "./account-view.ts";

/** The app, the backup codes, and turning it off, with the reason where that is not possible. */
export function SecondFactorSection({ account }: { account: AccountView }) {
	const { secondFactor, weakSpot } = account;
	if (!secondFactor) return <SecondFactorOff atTop={weakSpot === "no-second-factor"} />;
	const used = secondFactor.lastUsedAt && formatDateTime(secondFactor.lastUsedAt, getLocale());
	const permission = canTurnOffSecondFactor(account);
	return (
		<Section title={m.account_factor_title()}>
			<div className="account-row">
				<div className="account-row-head">
					<p className="font-semibold">{m.account_factor_app()}</p>
					<Tag tone="green" icon={Check}>
						{m.account_factor_on()}
					</Tag>
				</div>
				<p className="text-ink2 text-small">
					{used ? m.account_factor_used({ at: used }) : m.account_factor_on_text()}
				</p>
				<Link to="/account/second-factor/change" className="inline-flex min-h-11 items-center">
					{m.account_factor_change()}
				</Link>
			</div>
			<div className="account-row">
				<p className="font-semibold">{m.account_codes_title()}</p>
				<p className="text-ink2 text-small">
					{m.account_codes_left({ count: secondFactor.backupCodes, all: BACKUP_CODES })}
				</p>
				{weakSpot === "few-backup-codes" ? null : (
					<Link to="/account/backup-codes" className="inline-flex min-h-11 items-center">
						{m.account_make_codes({ count: BACKUP_CODES })}
					</Link>
				)}
			</div>
			<div className="pt-4">
				<ButtonLink
					to="/account/second-factor/off"
					look="warning"
					wide
					disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}
				>
					{m.account_factor_turn_off()}
				</ButtonLink>
			</div>
		</Section>
	);
}

function SecondFactorOff({ atTop }: { atTop: boolean }) {
	return (
		<Section title={m.account_factor_title()}>
			<div className="account-row">
				<div className="account-row-head">
					<p className="font-semibold">{m.account_factor_app()}</p>
					<Tag tone="outline" icon={CircleDashed}>
						{m.account_factor_off()}
					</Tag>
				</div>
				<p className="text-ink2 text-small">{m.account_factor_off_text()}</p>
				{atTop ? null : (
					<Link to="/account/second-factor" className="inline-flex min-h-11 items-center">
						{m.account_factor_set_up()}
					</Link>
				)}
			</div>
		</Section>
	);
}
