import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { applicationPage } from "#app/application/application-page.server.ts";
import { carriedAmount } from "#app/application/draft/draft-content.ts";
import { DraftTasks } from "#app/application/draft/draft-tasks.tsx";
import { ApplicationStatus, ChangesAsked, ClockSection } from "#app/application/status.tsx";
import { ownDoorsIn } from "#app/case-file/doors.server.ts";
import { rememberedAnswers } from "#app/check/check-answers.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { usualWait } from "#app/report/waiting-days.server.ts";
import { ownFiles } from "#app/turn/own-files.server.ts";
import { leadOf, TurnsNow } from "#app/turn/turns-of-application.tsx";
import { Usual } from "#app/turn/waiting-list.tsx";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.application_status_over({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const at = now();
	const page = orNotFound(await applicationPage(db, actor, reference, at));
	const [file] = await ownFiles(db, actor, at, reference);
	const carriedDong = page.draft && carriedAmount(page.draft, rememberedAnswers(request));
	return {
		...page,
		carriedDong,
		file: orNotFound(file ?? null),
		usual: file?.turn.kind === "review" ? await usualWait(db, at) : null,
		doors: await ownDoorsIn(db, actor, page.status.events),
	};
}

export default function Application() {
	const { status, draft, unchanged, carriedDong, file, usual } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to="/applications">{m.application_back_list()}</BackLink>
			{draft ? (
				<>
					<DraftTasks draft={draft} unchanged={unchanged} carriedDong={carriedDong}>
						{status.state === "changes_requested" ? (
							<div className="mb-5">
								<ChangesAsked page={status} unchanged={unchanged} />
							</div>
						) : null}
					</DraftTasks>
					<ClockSection page={status} />
				</>
			) : (
				<ApplicationStatus
					page={status}
					lead={leadOf(file.turn, file)}
					usualWait={usual ? <Usual usual={usual} /> : null}
				>
					{file.mine.length > 0 ? <TurnsNow {...file} /> : null}
				</ApplicationStatus>
			)}
		</>
	);
}
