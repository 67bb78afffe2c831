import type { LoaderFunctionArgs } from "@remix-run/node";
import { listFormats, paymentListResponse, takePaymentList } from "#app/disbursement/payment-list.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";

/** The list of a batch for the bank, as the file whose ending the address has. */
export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer", "auditor"));
	const { pathname } = new URL(request.url);
	const format = orNotFound(listFormats.find((ending) => pathname.endsWith(`.${ending}`)));
	const list = await takePaymentList(ctx, { reference, format });
	return paymentListResponse(list, { format, locale: ctx.locale, signal: request.signal });
}
