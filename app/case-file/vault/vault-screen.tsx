import { Link } from "@remix-run/react";
import { CertificatesTable } from "#app/certificate/certificates-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { archivedKind } from "../archive/archive-names.ts";
import { GivenList } from "./given-list.tsx";
import { VaultFileRow } from "./vault-file-row.tsx";
import type { VaultPage } from "./vault-page.server.ts";

type Props = { page: VaultPage /** One for each file that can be used again. */; copyId: string };

/** The files of a business in one list, what each is for and what can be done with it; then what it was given. */
export function VaultScreen({ page, copyId }: Props) {
	const { files, kinds, kind, total, given, certificates } = page;
	const locale = getLocale();
	const addressOf = (shown: number, of = kind) => {
		const query = new URLSearchParams({ ...(of ? { kind: of } : {}), ...(shown > 1 ? { page: String(shown) } : {}) });
		return `/documents?${query}`;
	};
	return (
		<>
			<PageTitle lead={m.case_file_vault_lead({ count: total })}>{m.case_file_vault_title()}</PageTitle>
			<Section title={m.case_file_vault_files()} rule={total === 0}>
				{total === 0 ? (
					<EmptyState sentence={m.case_file_vault_none()}>
						<Link to="/applications">{m.certificate_documents_to_applications()}</Link>
					</EmptyState>
				) : (
					<>
						{kinds.length > 1 ? (
							<Tabs
								label={m.case_file_vault_kinds()}
								tabs={[
									{ href: "/documents", label: m.case_file_vault_all(), current: kind === null },
									...kinds.map((each) => ({
										href: addressOf(1, each),
										label: archivedKind(each, locale),
										current: each === kind,
									})),
								]}
							/>
						) : null}
						<ul>
							{files.map((file) => (
								<VaultFileRow key={file.address} file={file} copyId={copyId} />
							))}
						</ul>
						<Pagination
							page={page.page}
							pages={page.pages}
							hrefFor={addressOf}
							summary={m.case_file_vault_count({ count: files.length })}
						/>
					</>
				)}
			</Section>
			{given.length > 0 ? (
				<Section title={m.case_file_vault_given()}>
					<GivenList given={given} />
				</Section>
			) : null}
			<Section title={m.certificate_documents_certificates()} rule={certificates.length === 0}>
				{certificates.length > 0 ? (
					<CertificatesTable certificates={certificates} />
				) : (
					<EmptyState sentence={m.certificate_documents_no_certificates()}>
						<Link to="/applications">{m.certificate_documents_to_applications()}</Link>
					</EmptyState>
				)}
			</Section>
			<p className="mt-6 text-ink2 text-small">{m.case_file_vault_note()}</p>
		</>
	);
}
