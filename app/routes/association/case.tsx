import { randomUUID } from "node:crypto";
import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { casePage } from "#app/review/case/case-page.server.ts";
import { CaseScreen } from "#app/review/case/case-screen.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [{ title: `${params.reference} – ${m.house_app_name()}` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const page = orNotFound(await casePage(db, actor, params.reference ?? "", now()));
	if (page.access === "undeclared") throw redirect(`/review/${page.reference}/declaration`);
	const shownDocument = new URL(request.url).searchParams.get("document");
	return { page, readerId: actor.personId, decisionId: randomUUID(), shownDocument };
}

export default function Case() {
	return <CaseScreen {...useLoaderData<typeof loader>()} />;
}
