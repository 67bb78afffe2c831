import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { orNotFound, submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { casePage } from "#app/review/case/case-page.server.ts";
import { CaseScreen } from "#app/review/case/case-screen.tsx";
import { takeUpForm } from "#app/review/review.forms.ts";
import { takeUpCase } from "#app/review/take-up-case.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.review_take_up_do()} ${params.reference} – ${m.house_app_name()}` },
];

/** The case once more, where it could not be taken up: what stands in the way is said on it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const page = orNotFound(await casePage(db, actor, params.reference ?? "", now()));
	if (page.access === "undeclared") throw redirect(`/review/${page.reference}/declaration`);
	const ids = { readerId: actor.personId, decisionId: randomUUID(), findingId: randomUUID() };
	const doors = await doorsIn(db, actor, page);
	return { page, ...ids, shownDocument: null, condition: null, today: plainDateAt(now()), doors };
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const reference = params.reference ?? "";
	return submitted(request, takeUpForm, async () => {
		await takeUpCase(commandContext(actor), reference);
		return redirect(`/review/${reference}`, 303);
	});
}

export default function TakeUp() {
	const { doors: _doors, ...shown } = useLoaderData<typeof loader>();
	return <CaseScreen {...shown} />;
}
