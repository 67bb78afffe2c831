import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { proposeForm } from "#app/correction/correction.forms.ts";
import { newCorrectionPage } from "#app/correction/desk/correction-page.server.ts";
import { NewCorrectionScreen } from "#app/correction/desk/new-correction-screen.tsx";
import { proposeCorrection } from "#app/correction/propose-correction.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { currentLocale } from "#app/house/request-context.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.correction_new_title()} – ${m.house_app_name()}` }];

const transferOf = (request: Request) => new URL(request.url).searchParams.get("transfer") ?? "";

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	const transfer = transferOf(request);
	if (transfer === "") throw redirect("/finance/corrections", 303);
	const page = await newCorrectionPage(db, actor, transfer, currentLocale());
	if ("live" in page) throw redirect(`/finance/corrections/${page.live}`, 303);
	return { page, correctionId: randomUUID(), doors: await doorsIn(db, actor, page) };
}

export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	return submitted(request, proposeForm, async (input) => {
		const reference = await proposeCorrection(ctx, { ...input, transferId: transferOf(request) });
		return redirect(`/finance/corrections/${reference}`, 303);
	});
}

export default function CorrectionNew() {
	const { page, correctionId } = useLoaderData<typeof loader>();
	return <NewCorrectionScreen page={page} correctionId={correctionId} />;
}
