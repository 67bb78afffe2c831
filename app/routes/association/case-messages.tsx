import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { askedPage, submitted } from "#app/house/http.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { casePage } from "#app/review/case/case-page.server.ts";
import { MessageForm } from "#app/review/message-form.tsx";
import { messageForm } from "#app/review/review.forms.ts";
import { ThreadList } from "#app/review/thread-list.tsx";
import { writeMessage } from "#app/review/write-message.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.review_thread_about({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const page = orNotFound(await casePage(db, actor, params.reference ?? "", now(), askedPage(request)));
	if (page.access !== "open") throw redirect(`/review/${page.reference}`);
	const { reference, thread, submitted: last } = page;
	const { legalName } = last.business;
	const doors = await doorsIn(db, actor, thread.messages);
	return { reference, thread, legalName, readerId: actor.personId, messageId: randomUUID(), doors };
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const reference = params.reference ?? "";
	return submitted(request, messageForm, async (input) => {
		await limitRate("message-staff", actor.personId);
		await writeMessage(commandContext(actor), { reference, ...input });
		return redirect(`/review/${reference}`, 303);
	});
}

export default function CaseMessages() {
	const { reference, legalName, thread, readerId, messageId } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to={`/review/${reference}`}>{legalName}</BackLink>
			<PageTitle lead={m.review_thread_lead_association()}>{m.review_thread_about({ reference })}</PageTitle>
			<Panel>
				<MessageForm key={messageId} messageId={messageId} />
				<div id="thread">
					<ThreadList thread={thread} readerId={readerId} hrefFor={(page) => `?page=${page}#thread`} />
				</div>
			</Panel>
		</>
	);
}
