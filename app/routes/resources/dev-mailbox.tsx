import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { config } from "#app/house/config.server.ts";
import { db } from "#app/house/database.server.ts";
import { NotFound } from "#app/kernel/not-found.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { readMailbox } from "#app/mail/mailbox.server.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_mailbox()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	if (!config.DEMO) throw new NotFound();
	return { mails: await readMailbox(db, new URL(request.url).searchParams.get("to")) };
}

export default function DevMailbox() {
	const { mails } = useLoaderData<typeof loader>();
	return (
		<main id="main" className="column py-8">
			<PageTitle lead={m.identity_mailbox_lead()}>{m.identity_mailbox()}</PageTitle>
			{mails.length === 0 ? <p>{m.identity_mailbox_empty()}</p> : null}
			<ul className="space-y-3">
				{mails.map((mail) => (
					<li key={mail.id}>
						<Link to={`/dev/mailbox/${mail.id}`} reloadDocument>
							{mail.subject}
						</Link>
						<span className="block text-ink2 text-small">
							{mail.recipient}, {formatDateTime(mail.writtenAt, getLocale())}
						</span>
					</li>
				))}
			</ul>
		</main>
	);
}
