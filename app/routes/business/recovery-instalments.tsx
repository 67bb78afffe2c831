import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { chooseInstalments } from "#app/recovery/choose-instalments.server.ts";
import { InstalmentsScreen } from "#app/recovery/notice/answer-screen.tsx";
import { ownRecovery } from "#app/recovery/notice/own-recovery.server.ts";
import { instalmentsForm } from "#app/recovery/recovery.forms.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.recovery_plan_do()} – ${m.house_app_name()}` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const only = { application: params.reference ?? "", reference: params.recovery ?? "" };
	return { recovery: orNotFound(await ownRecovery(db, actor, only, now())), planId: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const { reference: application = "", recovery: reference = "" } = params;
	return submitted(request, instalmentsForm, async (choice) => {
		await chooseInstalments(ctx, { ...choice, application, reference });
		return redirect(`/applications/${application}/recoveries/${reference}`, 303);
	});
}

export default function RecoveryInstalments() {
	return <InstalmentsScreen {...useLoaderData<typeof loader>()} />;
}
