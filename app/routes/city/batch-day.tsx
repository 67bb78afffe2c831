import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerDayForm } from "#app/disbursement/day-change/answer-day-form.server.ts";
import { DayChangeScreen } from "#app/disbursement/day-change/day-change-screen.tsx";
import { dayChangePage } from "#app/disbursement/day-change/day-changes.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";

import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.day_change_executes_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	const page = await dayChangePage(db, actor, { kind: "executes-on", reference }, now());
	// Its day stands for good, or has not come yet.
	if (!page) throw redirect(`/finance/batches/${reference}`, 303);
	return { page, actor, changeId: randomUUID(), asked: null };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	return answerDayForm(request, { kind: "executes-on", reference }, `/finance/batches/${reference}`);
}

export default function BatchDay() {
	return <DayChangeScreen {...useLoaderData<typeof loader>()} />;
}
