import { ButtonLink } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

/** After a link in a mail was followed: how the address stands now, and the way on. */
export function AddressStands({ title, text, newPassword }: { title: string; text: string; newPassword?: boolean }) {
	return (
		<>
			<PageTitle lead={text}>{title}</PageTitle>
			{newPassword ? (
				<ButtonLink to="/forgot-password">{m.account_new_password_now()}</ButtonLink>
			) : (
				<ButtonLink to="/account">{m.account_to_account()}</ButtonLink>
			)}
		</>
	);
}

/** A link that is used, too old, or none of ours: one and the same. */
export function DeadLink() {
	return (
		<>
			<PageTitle lead={m.account_link_dead_text()}>{m.account_link_dead_title()}</PageTitle>
			<ButtonLink to="/account">{m.account_to_account()}</ButtonLink>
		</>
	);
}
