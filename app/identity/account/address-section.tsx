import { Link } from "@remix-run/react";
import { Hourglass } from "lucide-react";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { Section } from "#app/ui/parts/section.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { AccountView } from "./account-view.ts";
import { PostButton } from "./post-button.tsx";

/** The address in use, and the one that waits beside it. */
export function AddressSection({ account }: { account: AccountView }) {
	const { email, emailConfirmedAt, waiting, weakSpot } = account;
	const since = emailConfirmedAt && formatDate(emailConfirmedAt, getLocale());
	return (
		<Section title={m.account_address_title()}>
			<div className="account-row">
				<p className="break-words font-semibold">{email}</p>
				<p className="text-ink2 text-small">
					{since ? m.account_address_in_use_since({ date: since }) : m.account_address_in_use()}
				</p>
				{waiting ? null : (
					<p className="mt-1">
						<Link to="/account/email" className="inline-flex min-h-11 items-center">
							{m.account_address_change()}
						</Link>
					</p>
				)}
			</div>
			{waiting ? (
				<div className="account-row">
					<p className="break-words font-semibold">{waiting.email}</p>
					<Tag tone="yellow" icon={Hourglass}>
						{m.account_address_waits()}
					</Tag>
					<WaitingText waiting={waiting} />
					<div className="flex flex-wrap gap-x-6">
						{/* The tinted panel above has the button already where this is the weak spot. */}
						{weakSpot === "address-waits" ? null : (
							<PostButton action="/account/email/resend" look="link">
								{m.account_address_resend()}
							</PostButton>
						)}
						<PostButton action="/account/email/cancel" look="link">
							{m.account_address_cancel()}
						</PostButton>
					</div>
				</div>
			) : null}
		</Section>
	);
}

export function WaitingText({ waiting }: { waiting: NonNullable<AccountView["waiting"]> }) {
	const sent = formatDateTime(waiting.mailedAt, getLocale());
	const until = formatDateTime(waiting.expiresAt, getLocale());
	return (
		<p className="mt-1 text-small">
			{waiting.over ? m.account_address_link_over({ sent }) : m.account_address_until({ sent, until })}
		</p>
	);
}
