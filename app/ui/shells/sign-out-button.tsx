import { m } from "#messages/messages.js";

/** Signing out changes something, so it is a form's button, drawn as a link. A full load drops what the browser kept. */
export function SignOutButton({ action = "/sign-out" }: { action?: string }) {
	return (
		<form method="post" action={action}>
			<button type="submit" className="link-button">
				{m.ui_sign_out()}
			</button>
		</form>
	);
}
