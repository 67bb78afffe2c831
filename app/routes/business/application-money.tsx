import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { MoneyOfApplication } from "#app/money/money-of-application.tsx";
import { moneyPage } from "#app/money/money-page.server.ts";
import { ownRecoveries } from "#app/recovery/notice/own-recovery.server.ts";
import { RecoveriesOfApplication } from "#app/recovery/notice/recoveries-of-application.tsx";
import { ownFiles } from "#app/turn/own-files.server.ts";
import { TurnsNow } from "#app/turn/turns-of-application.tsx";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_money_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const at = now();
	const page = orNotFound(await moneyPage(db, actor, reference));
	const [file] = await ownFiles(db, actor, at, reference);
	return {
		page,
		file: orNotFound(file ?? null),
		recoveries: await ownRecoveries(db, actor, at, { application: reference }),
	};
}

export default function ApplicationMoney() {
	const { page, file, recoveries } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to={`/applications/${page.reference}`}>
				{m.application_status_over({ reference: page.reference })}
			</BackLink>
			<MoneyOfApplication page={page} now={<TurnsNow {...file} />}>
				<RecoveriesOfApplication recoveries={recoveries} />
			</MoneyOfApplication>
		</>
	);
}
