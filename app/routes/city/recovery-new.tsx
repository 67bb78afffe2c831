import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { whatWouldStop } from "#app/disbursement/stop/open-claims.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { askingBack } from "#app/recovery/desk/asking-back.server.ts";
import { NewRecoveryScreen } from "#app/recovery/desk/recovery-forms.tsx";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { noticeForm } from "#app/recovery/recovery.forms.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.recovery_new_do()} – ${m.house_app_name()}` }];

const paymentOf = (request: Request) => new URL(request.url).searchParams.get("payment") ?? "";

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	const payment = paymentOf(request);
	// It begins at a payment: without one there is nothing to ask back.
	if (payment === "") throw redirect("/finance/recoveries", 303);
	const asking = orNotFound(await askingBack(db, actor, payment, now()));
	return { asking, stopping: await whatWouldStop(db, asking.application), recoveryId: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	const payment = paymentOf(request);
	return submitted(request, noticeForm, async ({ amount, ...notice }) => {
		const reference = await makeNotice(ctx, { ...notice, payment, amountDong: amount });
		return redirect(`/finance/recoveries/${reference}`, 303);
	});
}

export default function RecoveryNew() {
	return <NewRecoveryScreen {...useLoaderData<typeof loader>()} />;
}
