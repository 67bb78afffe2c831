import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { associationName } from "#app/association/association-name.ts";
import { listAssociations } from "#app/association/associations.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { unsafePersonPage } from "#app/identity/people/person-page.server.ts";
import { PersonScreen } from "#app/identity/people/person-screen.tsx";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data?.person.name ?? m.people_title()} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { personId = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "administrator");
	const at = now();
	const person = orNotFound(await unsafePersonPage(db, personId, at));
	return { person, ownId: actor.personId, now: at, associations: await listAssociations(db) };
}

export default function Person() {
	const { associations, ...props } = useLoaderData<typeof loader>();
	const locale = getLocale();
	const scopes = new Map(associations.map((each) => [each.id, associationName(each, locale)]));
	return <PersonScreen {...props} scopes={scopes} />;
}
