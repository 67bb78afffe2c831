import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { batchPage } from "#app/disbursement/desk/batch-page.server.ts";
import { ConfirmStep } from "#app/disbursement/desk/confirm-step.tsx";
import { canRelease } from "#app/disbursement/disbursement.access.ts";
import { confirmForm } from "#app/disbursement/disbursement.forms.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { newlyGivenReason, reasonText } from "#app/house/refusal.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { formatDong, sumDong } from "#app/kernel/dong.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.disbursement_release_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	return { page: orNotFound(await batchPage(db, actor, reference)), actor };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, confirmForm, async () => {
		await releaseBatch(ctx, { reference });
		return redirect(`/finance/batches/${reference}`, 303);
	});
}

export default function BatchRelease() {
	const { page, actor } = useLoaderData<typeof loader>();
	const permission = canRelease(actor, page.asSeen);
	const amountDong = sumDong(page.payments.map((payment) => payment.amountDong));
	return (
		<ConfirmStep
			title={<Unbroken text={m.disbursement_release_title({ reference: page.reference })} part={page.reference} />}
			verb={m.disbursement_release_do()}
			back={`/finance/batches/${page.reference}`}
			disabledReason={permission.allowed ? newlyGivenReason(actor, "finance_officer") : reasonText(permission.reason)}
		>
			{page.rail === "stripe" ? <p className="mb-2">{m.disbursement_release_stripe()}</p> : null}
			<p>{m.disbursement_release_text({ count: page.payments.length, amount: formatDong(amountDong, getLocale()) })}</p>
		</ConfirmStep>
	);
}
