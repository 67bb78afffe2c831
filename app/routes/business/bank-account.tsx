import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BankAccountForm } from "#app/business/bank-account-form.tsx";
import { bankAccountForm } from "#app/business/business.forms.ts";
import { requireBusiness } from "#app/business/require-business.server.ts";
import { saveBankAccount } from "#app/business/save-bank-account.server.ts";
import { commandContext } from "#app/house/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.business_bank_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const { account, kind, legalName } = (await requireBusiness(request)).business;
	return { business: { account, kind, legalName } };
}

export async function action({ request }: ActionFunctionArgs) {
	const { actor, business } = await requireBusiness(request);
	await requireRecent(request);
	return submitted(request, bankAccountForm, async (input) => {
		await saveBankAccount(commandContext(actor), { businessId: business.id, ...input });
		return redirect("/business", 303);
	});
}

export default function BankAccount() {
	const { business } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to="/business">{m.business_back()}</BackLink>
			<BankAccountForm business={business} />
		</>
	);
}
