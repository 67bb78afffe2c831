import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { ReceiptScreen } from "#app/recovery/desk/recovery-forms.tsx";
import { recoveryPage } from "#app/recovery/desk/recovery-page.server.ts";
import { recordReceipt } from "#app/recovery/record-receipt.server.ts";
import { receiptForm } from "#app/recovery/recovery.forms.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.recovery_receipt_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	const at = now();
	const recovery = orNotFound(await recoveryPage(db, actor, reference, at));
	return { recovery, receiptId: randomUUID(), today: plainDateAt(at) };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, receiptForm, async ({ amount, ...receipt }) => {
		await recordReceipt(ctx, { ...receipt, reference, amountDong: amount });
		return redirect(`/finance/recoveries/${reference}`, 303);
	});
}

export default function RecoveryReceipt() {
	return <ReceiptScreen {...useLoaderData<typeof loader>()} />;
}
