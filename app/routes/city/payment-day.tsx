import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerDayForm } from "#app/disbursement/day-change/answer-day-form.server.ts";
import { DayChangeScreen } from "#app/disbursement/day-change/day-change-screen.tsx";
import { dayChangePage } from "#app/disbursement/day-change/day-changes.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { isPlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.day_change_paid_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	const page = await dayChangePage(db, actor, { kind: "paid-on", reference }, now());
	// Its day stands for good, or has not come yet.
	if (!page) throw redirect(`/finance/payments/${reference}/answer`, 303);
	const day = new URL(request.url).searchParams.get("day") ?? "";
	return { page, actor, changeId: randomUUID(), asked: isPlainDate(day) ? day : null };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	return answerDayForm(request, { kind: "paid-on", reference }, `/finance/payments/${reference}/answer`);
}

export default function PaymentDay() {
	return <DayChangeScreen {...useLoaderData<typeof loader>()} />;
}
