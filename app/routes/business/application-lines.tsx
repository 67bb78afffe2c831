import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { LINES_BYTES, linesForm, typedLinesForm } from "#app/application/draft/draft.forms.ts";
import { doorsToOwn } from "#app/application/draft/draft.rules.ts";
import { findDraftCase } from "#app/application/draft/draft-case.server.ts";
import { lineChangeOf, linesToShow } from "#app/application/draft/draft-content.ts";
import { LinesForm } from "#app/application/draft/lines-form.tsx";
import { saveLines } from "#app/application/save-lines.server.ts";
import { rememberedAnswers } from "#app/check/check-answers.server.ts";
import { readForm } from "#app/form/read-form.ts";
import { formDataOf } from "#app/house/body/form-body.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { attempt, invalid } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { DoorsProvider } from "#app/ui/parts/reference-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.application_lines_title()} – ${m.house_app_name()}` }];

/** Also after a refusal: the page then carries the draft's new version, with which saving again wins. */
export const shouldRevalidate = () => true;

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const draft = orNotFound(await findDraftCase(db, await requireActor(request), reference, now()));
	const codes = draft.rules.supportItems.map((item) => item.code);
	return { draft: { ...draft, lines: linesToShow(draft, codes, rememberedAnswers(request), randomUUID()) } };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const posted = await formDataOf(request, { maxBytes: LINES_BYTES });
	const typed = readForm(typedLinesForm, posted);
	if (!typed.ok) return invalid(typed);
	const change = lineChangeOf(typed.data.intent);
	return attempt(typed, async () => {
		await saveLines(ctx, { reference, ...typed.data, change });
		const own = `/applications/${reference}`;
		if (change?.kind === "add") return redirect(`${own}/lines#line-${typed.data.lines.length + 1}`, 303);
		if (change?.kind === "remove") return redirect(`${own}/lines?removed=${change.at + 1}`, 303);
		if (change?.kind === "restore") return redirect(`${own}/lines`, 303);
		const { rules } = orNotFound(await findDraftCase(db, ctx.actor, reference, ctx.now));
		const read = readForm(linesForm(rules.supportItems.map((item) => item.code)), posted);
		return read.ok ? redirect(own, 303) : invalid(read);
	});
}

export default function ApplicationLines() {
	const { draft } = useLoaderData<typeof loader>();
	const [query] = useSearchParams();
	return (
		<DoorsProvider doors={doorsToOwn(draft)}>
			<BackLink to={`/applications/${draft.reference}`}>{m.application_back_tasks()}</BackLink>
			{/* Lines that come and go take their typing with them: a new set of them is a new form. */}
			<LinesForm key={draft.lines.map((line) => line.id).join()} draft={draft} removed={query.get("removed")} />
		</DoorsProvider>
	);
}
