import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { AccountStep, accountStepTitle } from "#app/identity/accounts/account-step.tsx";
import { remindOfFactor } from "#app/identity/accounts/remind-of-factor.server.ts";
import { unsafeFindPerson } from "#app/identity/people/people-page.server.ts";
import { remindForm } from "#app/identity/proposals/proposal.forms.ts";
import { reasonOf } from "#app/identity/proposals/proposal-screen.tsx";
import { canChangeRolesOf } from "#app/identity/roles/roles.access.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";

export const meta: MetaFunction = () => accountStepTitle("remind");

export async function loader({ request, params: { personId = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "administrator");
	const { id, name } = orNotFound(await unsafeFindPerson(db, personId, now()));
	return { person: { id, name }, actor };
}

export async function action({ request, params: { personId = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "administrator"));
	return submitted(request, remindForm, async () => {
		await remindOfFactor(ctx, { personId });
		return redirect("/admin/people?done=reminded", 303);
	});
}

export default function PersonRemind() {
	const { person, actor } = useLoaderData<typeof loader>();
	return <AccountStep step="remind" person={person} disabledReason={reasonOf(canChangeRolesOf(actor, person.id))} />;
}
