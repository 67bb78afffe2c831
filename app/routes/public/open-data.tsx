import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { FileDown } from "lucide-react";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { formatDate, formatTime } from "#app/kernel/plain-date.ts";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import { type OpenData, openData } from "#app/open-data/open-data.server.ts";
import { OpenProgrammeSection } from "#app/open-data/open-programme.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export { clientLoader } from "#app/ui/shells/without-scripts.ts";

export const handle = { scripts: false };

export const meta: MetaFunction = () => [{ title: `${m.open_data_title()} – ${m.house_app_name()}` }];

export function loader(): Promise<OpenData> {
	return openData(db, now());
}

export default function OpenDataPage() {
	const { at, programmes } = useLoaderData<typeof loader>();
	const locale = getLocale();
	return (
		<>
			<PageTitle lead={m.open_data_lead()}>{m.open_data_title()}</PageTitle>
			<p className="text-ink2">
				{m.open_data_at({ time: formatTime(at), date: formatDate(at, locale) })}{" "}
				{m.open_data_small({ smallest: SMALLEST_GROUP })}{" "}
				<Link to="/how-counted#open-data" reloadDocument>
					{m.home_how_counted()}
				</Link>
			</p>
			<p className="mt-3">
				<TextLink file icon={FileDown} to="/open-data.csv">
					{m.open_data_download()}
				</TextLink>
			</p>
			{programmes.length === 0 ? <EmptyState sentence={m.open_data_none()} /> : null}
			{programmes.map((programme) => (
				<OpenProgrammeSection key={programme.id} programme={programme} />
			))}
			<Section title={m.open_data_licence_title()}>
				<p className="mt-4">{m.open_data_licence()}</p>
			</Section>
		</>
	);
}
