import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { channelChoices } from "#app/application/draft/channel-choices.server.ts";
import { ChannelForm } from "#app/application/draft/channel-form.tsx";
import { channelForm } from "#app/application/draft/draft.forms.ts";
import { saveChannel } from "#app/application/save-channel.server.ts";
import { findOwnApplication } from "#app/application/visible-applications.server.ts";
import { ownBusiness } from "#app/business/own-business.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { associationFacts } from "#app/report/association-facts.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.application_channel_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const application = orNotFound(await findOwnApplication(db, actor, reference));
	const { programmeId, associationId, state } = application;
	const at = now();
	const business = await ownBusiness(db, actor);
	const [choices, facts] = await Promise.all([
		channelChoices(db, plainDateAt(at)),
		associationFacts(db, business?.section ?? null, at),
	]);
	return { reference, programmeId, associationId, state, choices, facts };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	return submitted(request, channelForm, async (input) => {
		await saveChannel(commandContext(actor), { reference, ...input });
		return redirect(`/applications/${reference}`, 303);
	});
}

export default function ApplicationChannel() {
	const { reference, programmeId, associationId, state, choices, facts } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to={`/applications/${reference}`}>{m.application_back_tasks()}</BackLink>
			<ChannelForm
				choices={choices}
				facts={facts}
				saved={{ programmeId, associationId: associationId ?? "" }}
				closed={state === "draft" ? undefined : m.application_refusal_submitted()}
			/>
		</>
	);
}
