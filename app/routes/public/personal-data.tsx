import type { MetaFunction } from "@remix-run/node";
import { useRouteLoaderData } from "@remix-run/react";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";

export { clientLoader } from "#app/ui/shells/without-scripts.ts";

export const handle = { scripts: false };

export const meta: MetaFunction = () => [{ title: `${m.privacy_title()} – ${m.house_app_name()}` }];

/** Nothing is loaded; but a page that has only a loader of the browser would not be rendered by the server. */
export function loader() {
	return null;
}

export default function PersonalData() {
	const root = useRouteLoaderData<{ helpEmail: string }>("root");
	const email = root?.helpEmail ?? "";
	return (
		<>
			<PageTitle lead={m.privacy_lead()}>{m.privacy_title()}</PageTitle>
			<KeptData />
			<Section title={m.privacy_seen_title()}>
				<Points
					points={[
						m.privacy_seen_you(),
						m.privacy_seen_association(),
						m.privacy_seen_city(),
						m.privacy_seen_public(),
						m.privacy_seen_nobody(),
					]}
				/>
			</Section>
			<Section title={m.privacy_protected_title()}>
				<Points
					points={[
						m.privacy_protected_bank(),
						m.privacy_protected_password(),
						m.privacy_protected_log(),
						m.privacy_protected_breach(),
					]}
				/>
			</Section>
			<Section title={m.privacy_cookies_title()}>
				<p className="mt-4">{m.privacy_cookies_text()}</p>
			</Section>
			<YourRights email={email} />
		</>
	);
}

function Points({ points }: { points: string[] }) {
	return (
		<ul className="mt-4 list-disc pl-5">
			{points.map((point) => (
				<li key={point} className="mb-1 max-w-[68ch]">
					{point}
				</li>
			))}
		</ul>
	);
}

/** What is kept, why, and for how long. */
function KeptData() {
	const rows = [
		{ what: m.privacy_kept_account(), why: m.privacy_why_account(), long: m.privacy_long_account() },
		{ what: m.privacy_kept_assessment(), why: m.privacy_why_assessment(), long: m.privacy_long_assessment() },
		{ what: m.privacy_kept_business(), why: m.privacy_why_business(), long: m.privacy_long_business() },
		{ what: m.privacy_kept_case(), why: m.privacy_why_case(), long: m.privacy_long_case() },
		{ what: m.privacy_kept_bank(), why: m.privacy_why_bank(), long: m.privacy_long_bank() },
		{ what: m.privacy_kept_log(), why: m.privacy_why_log(), long: m.privacy_long_log() },
		{ what: m.privacy_kept_form(), why: m.privacy_why_form(), long: m.privacy_long_form() },
	];
	return (
		<Section title={m.privacy_kept_title()}>
			<DataTable
				caption={m.privacy_kept_title()}
				captionHidden
				columns={[
					{ key: "what", head: m.privacy_head_what(), cell: (row) => row.what, rowHead: true },
					{ key: "why", head: m.privacy_head_why(), cell: (row) => row.why },
					{ key: "long", head: m.privacy_head_long(), cell: (row) => row.long },
				]}
				rows={rows}
				rowKey={(row) => row.what}
				roomy
			/>
		</Section>
	);
}

/** Rights, how to use them, and by when there is an answer. */
function YourRights({ email }: { email: string }) {
	const limits = [
		{ request: m.privacy_limit_receive(), limit: m.privacy_limit_receive_days() },
		{ request: m.privacy_limit_see(), limit: m.privacy_limit_see_days() },
		{ request: m.privacy_limit_withdraw(), limit: m.privacy_limit_withdraw_days() },
		{ request: m.privacy_limit_erase(), limit: m.privacy_limit_erase_days() },
	];
	return (
		<Section title={m.privacy_rights_title()}>
			<p className="mt-4">{m.privacy_rights_text()}</p>
			<p className="mt-2 mb-4">
				{m.privacy_rights_how()} <a href={`mailto:${email}`}>{email}</a>. {m.privacy_rights_say()}
			</p>
			<DataTable
				caption={m.privacy_limits_caption()}
				narrow="table"
				columns={[
					{ key: "request", head: m.privacy_limit_head_request(), cell: (row) => row.request, rowHead: true },
					{ key: "limit", head: m.privacy_limit_head_limit(), cell: (row) => row.limit },
				]}
				rows={limits}
				rowKey={(row) => row.request}
				roomy
			/>
			<p className="mt-3">{m.privacy_rights_bound()}</p>
			<LegalSource>{m.privacy_source_law()}</LegalSource>
			<LegalSource>{m.privacy_source_decree()}</LegalSource>
		</Section>
	);
}
