import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { MoneyOverview } from "#app/money/money-overview.tsx";
import { moneyPages } from "#app/money/money-page.server.ts";
import { ownRecoveries } from "#app/recovery/notice/own-recovery.server.ts";
import { RecoveryTasks } from "#app/recovery/notice/recovery-tasks.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_money_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const at = now();
	return { pages: await moneyPages(db, actor), recoveries: await ownRecoveries(db, actor, at) };
}

export default function Money() {
	const { pages, recoveries } = useLoaderData<typeof loader>();
	return (
		<>
			<MoneyOverview pages={pages} />
			<RecoveryTasks recoveries={recoveries} />
		</>
	);
}
