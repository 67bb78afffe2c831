import { ButtonLink } from "#app/ui/parts/button.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { BACKUP_CODES } from "./account.rules.ts";
import type { AccountView } from "./account-view.ts";
import { WaitingText } from "./address-section.tsx";
import { PostButton } from "./post-button.tsx";

/** The title of the page: what is to be mended, or that all is well. */
export function accountTitle({ weakSpot, secondFactor }: AccountView): string {
	if (weakSpot === "no-second-factor") return m.account_title_no_second_factor();
	if (weakSpot === "address-waits") return m.account_title_address();
	if (weakSpot === null) return m.account_title_ok();
	const count = secondFactor?.backupCodes ?? 0;
	if (count === 0) return m.account_title_no_codes();
	return count === 1 ? m.account_title_one_code() : m.account_title_few_codes({ count });
}

/** The one tint of the page, with its one filled button; nothing where all is well. */
export function WeakSpotPanel({ account }: { account: AccountView }) {
	if (account.weakSpot === "no-second-factor") {
		return (
			<Panel tone="yellow" rule="yellow" title={m.account_spot_factor_title()}>
				<p>{m.account_spot_factor_text()}</p>
				<div className="mt-4">
					<ButtonLink to="/account/second-factor" wide>
						{m.account_factor_set_up()}
					</ButtonLink>
				</div>
			</Panel>
		);
	}
	if (account.weakSpot === "address-waits" && account.waiting) return <WaitingPanel waiting={account.waiting} />;
	return account.weakSpot && account.secondFactor ? <CodesPanel count={account.secondFactor.backupCodes} /> : null;
}

function CodesPanel({ count }: { count: number }) {
	const left = m.account_spot_codes_count({ count, all: BACKUP_CODES });
	return (
		<Panel tone="yellow" rule="yellow" title={m.account_spot_codes_title()}>
			<Sum rows={[{ label: m.account_spot_codes_left(), amount: left }]} />
			<div className="squares squares-row" aria-hidden="true">
				{Array.from({ length: BACKUP_CODES }, (_, place) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: the squares never change places
					<span key={place} className={place < count ? "square square-past" : "square square-empty"} />
				))}
			</div>
			<p className="mt-3 text-small">{m.account_spot_codes_text()}</p>
			<div className="mt-4">
				<ButtonLink to="/account/backup-codes" wide>
					{m.account_make_codes({ count: BACKUP_CODES })}
				</ButtonLink>
			</div>
			{count > 0 ? (
				<p className="mt-3 text-ink2 text-small">
					{count === 1 ? m.account_old_code_dies() : m.account_old_codes_die({ count })}
				</p>
			) : null}
		</Panel>
	);
}

function WaitingPanel({ waiting }: { waiting: NonNullable<AccountView["waiting"]> }) {
	return (
		<Panel tone="yellow" rule="yellow" title={m.account_spot_address_title({ email: waiting.email })}>
			<WaitingText waiting={waiting} />
			<div className="mt-4">
				<PostButton action="/account/email/resend" wide>
					{m.account_address_resend()}
				</PostButton>
			</div>
		</Panel>
	);
}
