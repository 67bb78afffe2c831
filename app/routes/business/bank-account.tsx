import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BankAccountForm } from "#app/business/bank-account-form.tsx";
import { bankAccountForm, shownAccount } from "#app/business/business.forms.ts";
import { requireBusiness } from "#app/business/require-business.server.ts";
import { saveBankAccount } from "#app/business/save-bank-account.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { attempt, invalid, readPosted } from "#app/house/http.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { cameFrom } from "#app/identity/entrance.ts";
import { requireRecent } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.business_bank_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const { account, kind, legalName } = (await requireBusiness(request)).business;
	return { business: { account, kind, legalName } };
}

export async function action({ request }: ActionFunctionArgs) {
	const { actor, business } = await requireBusiness(request);
	await requireRecent(request);
	const read = await readPosted(request, bankAccountForm);
	if (!read.ok) return invalid(read);
	// A change counts once both accounts were on the page.
	if (business.account && read.given.shown !== shownAccount(read.given)) return { review: read.given };
	return attempt(read, async () => {
		await limitRate("bank-account", actor.personId);
		await saveBankAccount(commandContext(actor), { businessId: business.id, ...read.data });
		return redirect(cameFrom(request, "/business"), 303);
	});
}

export default function BankAccount() {
	const { business } = useLoaderData<typeof loader>();
	const answer = useActionData<typeof action>();
	const review = answer && "review" in answer ? answer.review : null;
	return (
		<>
			<BackLink to="/business">{m.business_back()}</BackLink>
			<BankAccountForm key={review ? "review" : "first"} business={business} review={review} />
		</>
	);
}
