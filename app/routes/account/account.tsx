import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ownBusinessName } from "#app/business/own-business.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { accountPage } from "#app/identity/account/account-page.server.ts";
import { AddressSection } from "#app/identity/account/address-section.tsx";
import { DoneNotice } from "#app/identity/account/done-notice.tsx";
import { MailsForm } from "#app/identity/account/mails-form.tsx";
import { PasswordForm } from "#app/identity/account/password-form.tsx";
import { SecondFactorSection } from "#app/identity/account/second-factor-section.tsx";
import { SessionsSection } from "#app/identity/account/sessions-section.tsx";
import { accountTitle, WeakSpotPanel } from "#app/identity/account/weak-spot-panel.tsx";
import { requireSession } from "#app/identity/session.server.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.account_page()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const session = await requireSession(request);
	const inBusiness = (await ownBusinessName(db, session.actor)) !== null;
	const account = await accountPage(db, session, inBusiness, now());
	return { account, inBusiness, done: new URL(request.url).searchParams.get("done") };
}

export default function Account() {
	const { account, inBusiness, done } = useLoaderData<typeof loader>();
	const { passwordSetAt } = account;
	return (
		<>
			<DoneNotice done={done} />
			<PageTitle over={account.name} lead={account.weakSpot ? undefined : m.account_lead_ok()}>
				{accountTitle(account)}
			</PageTitle>
			<div className="account-columns">
				<div>
					<WeakSpotPanel account={account} />
					<AddressSection account={account} />
					<Section
						title={m.account_password_title()}
						sub={passwordSetAt ? m.account_password_since({ date: formatDate(passwordSetAt, getLocale()) }) : null}
					>
						<div className="mt-4">
							<PasswordForm />
						</div>
					</Section>
					<SecondFactorSection account={account} />
				</div>
				<div>
					<SessionsSection sessions={account.sessions} />
					<Section title={m.account_mails_title()}>
						<div className="mt-2">
							<MailsForm mails={account.mails} inBusiness={inBusiness} />
						</div>
					</Section>
					<nav aria-label={m.account_more()} className="mt-8 border-ink border-t-2">
						<ul>
							<li className="account-link">
								<Link to="/account/history">{m.account_history({ count: account.historyCount })}</Link>
							</li>
							<li className="account-link">
								<Link to="/personal-data" reloadDocument>
									{m.account_personal_data()}
								</Link>
							</li>
						</ul>
					</nav>
				</div>
			</div>
		</>
	);
}
