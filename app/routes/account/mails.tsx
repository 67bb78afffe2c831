import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ownBusinessName } from "#app/business/own-business.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { mailsForm } from "#app/identity/account/account.forms.ts";
import { mailsView } from "#app/identity/account/account-page.server.ts";
import { MailsForm } from "#app/identity/account/mails-form.tsx";
import { saveMails } from "#app/identity/account/save-mails.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_mails_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const inBusiness = (await ownBusinessName(db, actor)) !== null;
	return { inBusiness, mails: await mailsView(db, actor, inBusiness) };
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	const inBusiness = (await ownBusinessName(db, actor)) !== null;
	return submitted(request, mailsForm, async ({ locale, ...wanted }) => {
		await saveMails(commandContext(actor), { inBusiness, wanted, locale });
		return redirect("/account?done=mails", 303);
	});
}

export default function Mails() {
	const { mails, inBusiness } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to="/account">{m.account_page()}</BackLink>
			<PageTitle>{m.account_mails_title()}</PageTitle>
			<MailsForm mails={mails} inBusiness={inBusiness} />
		</>
	);
}
