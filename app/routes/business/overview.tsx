import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { figuresYear } from "#app/business/business.rules.ts";
import { BusinessSummary } from "#app/business/business-summary.tsx";
import { NoBusinessYet } from "#app/business/no-business-yet.tsx";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { ownRecoveries } from "#app/recovery/notice/own-recovery.server.ts";
import { RecoveriesToDo } from "#app/recovery/notice/to-do.tsx";
import { businessHome } from "#app/report/business-home.server.ts";
import { AssessmentSummary, NextStepButton, nextStepSentence, OwnApplications } from "#app/report/business-home.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.business_back()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const at = now();
	const actor = await requireActor(request);
	const home = await businessHome(db, actor, at);
	return { home, recoveries: await ownRecoveries(db, actor, at), year: figuresYear(plainDateAt(at)) };
}

export default function BusinessOverview() {
	const { home, recoveries, year } = useLoaderData<typeof loader>();
	if (!home) return <NoBusinessYet year={year} />;
	const { business, size, today } = home;
	return (
		<>
			<PageTitle
				over={m.business_home_over({ taxCode: formatTaxCode(business.taxCode) })}
				lead={nextStepSentence(home)}
			>
				{business.legalName}
			</PageTitle>
			<NextStepButton home={home} />
			<RecoveriesToDo recoveries={recoveries} />
			<Section title={m.business_home_applications()}>
				<OwnApplications applications={home.applications} />
			</Section>
			<Section title={m.business_home_about()}>
				<BusinessSummary business={business} size={size} today={today} />
				<AssessmentSummary assessment={home.assessment} />
			</Section>
			<Section title={m.business_home_more()} rule={false}>
				<p className="mt-2">
					<Link to="/money">{m.business_home_money()}</Link>
				</p>
				<p>
					<Link to="/check">{m.business_home_check()}</Link>
				</p>
			</Section>
		</>
	);
}
