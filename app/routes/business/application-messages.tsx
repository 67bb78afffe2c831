import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ownDoorsIn } from "#app/case-file/doors.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { askedPage, submitted } from "#app/house/http.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { MessageForm } from "#app/review/message-form.tsx";
import { messageForm } from "#app/review/review.forms.ts";
import { ownThread } from "#app/review/thread.server.ts";
import { ThreadList } from "#app/review/thread-list.tsx";
import { writeMessage } from "#app/review/write-message.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.review_thread_about({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const thread = orNotFound(await ownThread(db, actor, reference, askedPage(request)));
	const doors = await ownDoorsIn(db, actor, thread.messages);
	return { reference, thread, readerId: actor.personId, messageId: randomUUID(), doors };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	return submitted(request, messageForm, async (input) => {
		await limitRate("message", actor.personId);
		await writeMessage(commandContext(actor), { reference, ...input });
		return redirect(`/applications/${reference}/messages`, 303);
	});
}

export default function ApplicationMessages() {
	const { reference, thread, readerId, messageId } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to={`/applications/${reference}`}>{m.review_thread_back_business({ reference })}</BackLink>
			<PageTitle lead={m.review_thread_lead_business()}>{m.review_thread_about({ reference })}</PageTitle>
			<MessageForm key={messageId} messageId={messageId} />
			<div id="thread" className="mt-8">
				<ThreadList thread={thread} readerId={readerId} hrefFor={(page) => `?page=${page}#thread`} />
			</div>
		</>
	);
}
