import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BusinessSummary } from "#app/business/business-summary.tsx";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { businessDetails } from "#app/report/business-home.server.ts";
import { AssessmentSummary } from "#app/report/business-home.tsx";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.business_home_about()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const details = await businessDetails(db, await requireActor(request), now());
	if (!details) throw redirect("/business", 303);
	return details;
}

export default function BusinessDetailsPage() {
	const { business, size, today, assessment } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to="/business">{m.business_back()}</BackLink>
			<PageTitle>{m.business_home_about()}</PageTitle>
			<BusinessSummary business={business} size={size} today={today} />
			<AssessmentSummary assessment={assessment} />
		</>
	);
}
