import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { groupsForm } from "#app/business/business.forms.ts";
import { GroupsForm } from "#app/business/groups-form.tsx";
import { requireBusiness } from "#app/business/require-business.server.ts";
import { saveGroups } from "#app/business/save-groups.server.ts";
import { savedGroups } from "#app/business/saved-texts.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { cameFrom } from "#app/identity/entrance.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.business_groups_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const { business } = await requireBusiness(request);
	return { saved: savedGroups(business) };
}

export async function action({ request }: ActionFunctionArgs) {
	const { actor, business } = await requireBusiness(request);
	return submitted(request, groupsForm, async (input) => {
		await limitRate("figures", actor.personId);
		await saveGroups(commandContext(actor), { businessId: business.id, ...input });
		return redirect(cameFrom(request, "/business"), 303);
	});
}

export default function Groups() {
	const { saved } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to="/business">{m.business_back()}</BackLink>
			<GroupsForm saved={saved} />
		</>
	);
}
