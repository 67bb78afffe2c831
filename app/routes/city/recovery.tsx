import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { recordOpening } from "#app/audit/record-read.server.ts";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { recoveryPage } from "#app/recovery/desk/recovery-page.server.ts";
import { RecoveryScreen } from "#app/recovery/desk/recovery-screen.tsx";
import { fileRoles } from "#app/review/review.access.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [{ title: `${params.reference} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...fileRoles);
	const recovery = orNotFound(await recoveryPage(db, actor, reference, now()));
	if (!recovery.seesPayments)
		await recordOpening(commandContext(actor), request, { kind: "recovery", id: recovery.id, label: reference });
	return { recovery, doors: await doorsIn(db, actor, recovery) };
}

export default function Recovery() {
	return <RecoveryScreen {...useLoaderData<typeof loader>()} />;
}
