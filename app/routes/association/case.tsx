import { randomUUID } from "node:crypto";
import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { recordOpening } from "#app/audit/record-read.server.ts";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { filePapers } from "#app/case-file/file-papers.server.ts";
import { PapersPanel } from "#app/case-file/papers-panel.tsx";
import { headingWith, listOf, RightsPanel, TurnPanel } from "#app/case-file/reader-panels.tsx";
import { comesAs, readingOfCase } from "#app/case-file/reading.server.ts";
import { headingOfCase, turnOfCase } from "#app/case-file/whose-turn.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { askedPage } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { caseViews } from "#app/review/case/case-head.tsx";
import { casePage } from "#app/review/case/case-page.server.ts";
import { CaseScreen } from "#app/review/case/case-screen.tsx";
import { queuePlace } from "#app/review/desk/queue-place.server.ts";
import { fileRoles } from "#app/review/review.access.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction<typeof loader> = ({ data, params }) => {
	const heading =
		data?.reading && data.page.access === "open" ? headingOfCase(data.page, data.reading.turn, data.reading) : null;
	return [{ title: [params.reference, heading?.title, m.house_app_name()].filter(Boolean).join(" – ") }];
};

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...fileRoles);
	const page = orNotFound(await casePage(db, actor, params.reference ?? "", now(), askedPage(request)));
	if (page.access === "undeclared") throw redirect(`/review/${page.reference}/declaration`);
	const query = new URL(request.url).searchParams;
	const ids = { readerId: actor.personId, decisionId: randomUUID(), findingId: randomUUID() };
	const shown = { shownDocument: query.get("document"), condition: query.get("condition") };
	const view = caseViews.find((each) => each === query.get("view")) ?? "review";
	const own = { page, ...ids, ...shown, view, made: query.get("decided"), today: plainDateAt(now()) };
	const closed = { place: null, papers: null, reading: null, doors: {} };
	if (page.access === "locked") return { ...own, ...closed, comesAs: comesAs(actor) };
	const place = page.as === "reviewer" ? await queuePlace(db, actor, page.reference, now()) : null;
	const papers = await filePapers(db, page.id);
	const reading = await readingOfCase(db, actor, page, now());
	if (reading.role) {
		await recordOpening(commandContext(actor), request, { kind: "application", id: page.id, label: page.reference });
	}
	return { ...own, place, papers, reading, comesAs: null, doors: await doorsIn(db, actor, { page, papers }) };
}

export default function Case() {
	const { papers, reading, comesAs, ...own } = useLoaderData<typeof loader>();
	const { page } = own;
	if (page.access === "locked" || !reading) return <CaseScreen {...own} list={listOf(comesAs)} />;
	const { reference, state } = page;
	const { role, association, turn } = reading;
	return (
		<CaseScreen
			{...own}
			list={listOf(role)}
			heading={headingWith(headingOfCase(page, turn, reading))}
			papers={<PapersPanel reference={reference} papers={papers} />}
			turn={role && <TurnPanel turn={turnOfCase(state, turn, reading, page.events)} />}
			rights={role && <RightsPanel reading={{ role, association }} reference={reference} agreed={state === "agreed"} />}
		/>
	);
}
