import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { figuresYear } from "#app/business/business.rules.ts";
import { NoBusinessYet } from "#app/business/no-business-yet.tsx";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { businessHome } from "#app/report/business-home.server.ts";
import { BusinessHomeScreen, homeTitle } from "#app/report/business-home.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data?.home ? homeTitle(data.home) : m.business_back()} – ${m.house_app_name()}` },
];

export async function loader({ request }: LoaderFunctionArgs) {
	const at = now();
	const actor = await requireActor(request);
	return {
		home: await businessHome(db, actor, at),
		year: figuresYear(plainDateAt(at)),
		all: new URL(request.url).searchParams.has("all"),
	};
}

export default function BusinessOverview() {
	const { home, year, all } = useLoaderData<typeof loader>();
	return home ? <BusinessHomeScreen home={home} all={all} /> : <NoBusinessYet year={year} />;
}
