import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { associationName } from "#app/association/association-name.ts";
import { listAssociations } from "#app/association/associations.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { askedPage, submitted } from "#app/house/http.server.ts";
import { giveRole } from "#app/identity/people/give-role.server.ts";
import { peopleFilterForm } from "#app/identity/people/people-filter.ts";
import { unsafePeoplePage } from "#app/identity/people/people-page.server.ts";
import { PeopleScreen } from "#app/identity/people/people-screen.tsx";
import { unsafePeopleSide } from "#app/identity/people/people-side.server.ts";
import { searchWords } from "#app/identity/people/search-words.ts";
import { earliestRole } from "#app/identity/roles/earliest-role.server.ts";
import { grantRoleForm } from "#app/identity/roles/roles.forms.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.people_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "administrator");
	const at = now();
	const filter = peopleFilterForm.parse(Object.fromEntries(new URL(request.url).searchParams));
	const associations = await listAssociations(db);
	const sought = searchWords(filter.search);
	const scopeIds = associations
		.filter(({ nameVi, nameEn, shortName }) => searchWords(`${nameVi} ${nameEn} ${shortName}`).includes(sought))
		.map(({ id }) => id);
	const [page, side, earliest] = await Promise.all([
		unsafePeoplePage(db, { ...filter, scopeIds, page: askedPage(request), now: at, readerId: actor.personId }),
		unsafePeopleSide(db, actor, at),
		earliestRole(db, at),
	]);
	return { page, side, earliest, filter, associations, ownId: actor.personId, now: at, proposalId: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "administrator"));
	await requireRecent(request);
	const associations = await listAssociations(db);
	return submitted(request, grantRoleForm(associations.map(({ id }) => id)), async (input) => {
		const given = await giveRole(ctx, { ...input, scopeId: input.association });
		return redirect(`/admin/people?search=${encodeURIComponent(input.email)}&done=${given}`, 303);
	});
}

const dones: Record<string, () => string> = {
	granted: m.people_granted,
	proposed: m.people_proposed,
	revoked: m.people_revoked,
	reminded: m.people_reminded,
};

export default function People() {
	const { associations, ...props } = useLoaderData<typeof loader>();
	const [query] = useSearchParams();
	const done = ownValue(dones, query.get("done") ?? "");
	const locale = getLocale();
	const scopes = associations.map((association) => ({
		value: association.id,
		label: associationName(association, locale),
	}));
	return (
		<>
			{done ? (
				<div className="mb-4">
					<Notice tone="green">{done()}</Notice>
				</div>
			) : null}
			<PeopleScreen key={props.proposalId} {...props} scopes={scopes} />
		</>
	);
}
