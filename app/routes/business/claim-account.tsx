import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canChangeClaim } from "#app/claim/claim.access.ts";
import { payeeAccountForm } from "#app/claim/claim.forms.ts";
import { overOf } from "#app/claim/claim-rows.tsx";
import { PayeeAccountForm } from "#app/claim/draft/account-form.tsx";
import { requireOwnClaim } from "#app/claim/own-claim.server.ts";
import { savePayeeAccount } from "#app/claim/payee-account.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireRecent } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_account_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
	return requireOwnClaim(request, params.reference);
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext((await requireRecent(request)).actor);
	return submitted(request, payeeAccountForm, async (account) => {
		await savePayeeAccount(ctx, { reference, ...account });
		return redirect(`/claims/${reference}`, 303);
	});
}

export default function ClaimAccount() {
	const { claim } = useLoaderData<typeof loader>();
	const permission = canChangeClaim(claim);
	return (
		<>
			<BackLink to={`/claims/${claim.reference}`}>{overOf(claim)}</BackLink>
			<PayeeAccountForm
				claim={claim}
				lead={m.claim_account_lead()}
				closed={permission.allowed ? undefined : reasonText(permission.reason)}
			/>
		</>
	);
}
