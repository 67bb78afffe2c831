import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { registrationForm } from "#app/business/business.forms.ts";
import { ownBusiness } from "#app/business/own-business.server.ts";
import { RegistrationForm } from "#app/business/registration-form.tsx";
import { saveRegistration } from "#app/business/save-registration.server.ts";
import { savedRegistration } from "#app/business/saved-texts.ts";
import { rememberedAnswers } from "#app/check/check-answers.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { cameFrom, withTo } from "#app/identity/entrance.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.business_registration_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const business = await ownBusiness(db, actor);
	const { section = "" } = rememberedAnswers(request);
	return { first: !business, saved: business ? savedRegistration(business) : { businessId: randomUUID(), section } };
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	const before = await ownBusiness(db, actor);
	return submitted(request, registrationForm, async (input) => {
		await saveRegistration(commandContext(actor), input);
		return redirect(
			before ? cameFrom(request, "/business") : withTo("/business/figures", new URL(request.url).searchParams),
			303,
		);
	});
}

export default function Registration() {
	const { saved, first } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to="/business">{m.business_back()}</BackLink>
			<RegistrationForm saved={saved} first={first} />
		</>
	);
}
