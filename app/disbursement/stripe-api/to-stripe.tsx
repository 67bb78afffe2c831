import { ExternalLink } from "lucide-react";
import { Button } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";

/**
 * A button that leads to a page of Stripe. It posts, since asking Stripe for a page makes one there, and nobody's link may
 * do that. Stands outside other forms, and loads a document: its answer sends the browser on.
 */
export function ToStripeForm({ action, token, label }: { action?: string; token?: string; label: string }) {
	return (
		<form method="post" action={action}>
			{token ? <input type="hidden" name="token" value={token} /> : null}
			<Button type="submit" icon={ExternalLink}>
				{label}
			</Button>
		</form>
	);
}

/** Between our page and Stripe's: browsers go on by themselves to `url`; whoever came by a link finds the button. */
export function LeaveForStripe({ url }: { url: string | undefined }) {
	return (
		<>
			<PageTitle lead={m.disbursement_stripe_leaving_lead()}>{m.disbursement_stripe_leaving_title()}</PageTitle>
			{url ? (
				<p>
					<TextLink icon={ExternalLink} to={url} file>
						{m.disbursement_stripe_leaving_link()}
					</TextLink>
				</p>
			) : (
				<ToStripeForm label={m.disbursement_stripe_continue()} />
			)}
		</>
	);
}

/** Why the button did not lead to Stripe. */
export function NotLed({ why }: { why: string }) {
	return (
		<Panel rule="red">
			<p>{why}</p>
		</Panel>
	);
}
