import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { CertificatesTable, SentDocumentsTable } from "#app/certificate/documents-lists.tsx";
import { documentsPage } from "#app/certificate/documents-page.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.certificate_documents_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	return documentsPage(db, await requireActor(request));
}

export default function Documents() {
	const { certificates, sent } = useLoaderData<typeof loader>();
	return (
		<>
			<PageTitle lead={m.certificate_documents_lead()}>{m.certificate_documents_title()}</PageTitle>
			<Section title={m.certificate_documents_certificates()} rule={certificates.length === 0}>
				{certificates.length > 0 ? (
					<CertificatesTable certificates={certificates} />
				) : (
					<EmptyState sentence={m.certificate_documents_no_certificates()}>
						<Link to="/applications">{m.certificate_documents_to_applications()}</Link>
					</EmptyState>
				)}
			</Section>
			<Section title={m.certificate_documents_sent()} rule={sent.length === 0}>
				{sent.length > 0 ? (
					<SentDocumentsTable documents={sent} />
				) : (
					<EmptyState sentence={m.certificate_documents_none_sent()}>
						<Link to="/applications">{m.certificate_documents_to_applications()}</Link>
					</EmptyState>
				)}
			</Section>
		</>
	);
}
