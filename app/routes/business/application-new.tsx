import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { channelChoices } from "#app/application/draft/channel-choices.server.ts";
import { ChannelForm } from "#app/application/draft/channel-form.tsx";
import { startForm } from "#app/application/draft/draft.forms.ts";
import { startApplication } from "#app/application/start-application.server.ts";
import { ownBusiness } from "#app/business/own-business.server.ts";
import { requireBusiness } from "#app/business/require-business.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { associationFacts } from "#app/report/association-facts.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.application_list_new()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const business = await ownBusiness(db, await requireActor(request));
	const at = now();
	const [choices, facts] = await Promise.all([
		channelChoices(db, plainDateAt(at)),
		associationFacts(db, business?.section ?? null, at),
	]);
	return { hasBusiness: business !== null, choices, facts, applicationId: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
	const { actor, business } = await requireBusiness(request);
	return submitted(request, startForm, async (input) => {
		const reference = await startApplication(commandContext(actor), { businessId: business.id, ...input });
		return redirect(`/applications/${reference}`, 303);
	});
}

export default function ApplicationNew() {
	const { hasBusiness, choices, facts, applicationId } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to="/applications">{m.application_back_list()}</BackLink>
			{hasBusiness && choices.length > 0 ? (
				<ChannelForm choices={choices} facts={facts} applicationId={applicationId} />
			) : (
				<>
					<PageTitle lead={hasBusiness ? undefined : m.application_new_no_business()}>
						{m.application_new_title()}
					</PageTitle>
					{hasBusiness ? (
						<EmptyState sentence={m.application_new_no_programme()}>
							<Link to="/check">{m.application_new_no_programme_link()}</Link>
						</EmptyState>
					) : (
						<ButtonLink to="/business/registration?to=/applications/new">
							{m.application_new_no_business_link()}
						</ButtonLink>
					)}
				</>
			)}
		</>
	);
}
