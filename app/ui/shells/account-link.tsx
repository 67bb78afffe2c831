import { Link } from "@remix-run/react";
import { m } from "#messages/messages.js";

/** The name of who is signed in, which leads to their account. */
export function AccountLink({ name }: { name: string }) {
	return (
		<Link to="/account" aria-label={m.ui_account_of({ name })} className="account-name">
			{name}
		</Link>
	);
}
