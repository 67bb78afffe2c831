import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { payeeAccountForm } from "#app/claim/claim.forms.ts";
import { PayeeAccountForm } from "#app/claim/draft/account-form.tsx";
import { requireOwnClaim } from "#app/claim/own-claim.server.ts";
import { correctAccount } from "#app/disbursement/correct-account.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
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
		const application = await correctAccount(ctx, { reference, ...account });
		return redirect(`/applications/${application}/money`, 303);
	});
}

export default function ClaimCorrectAccount() {
	const { claim } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to={`/applications/${claim.application.reference}/money`}>{m.disbursement_money_title()}</BackLink>
			<PayeeAccountForm claim={claim} lead={m.disbursement_correct_lead()} />
		</>
	);
}
