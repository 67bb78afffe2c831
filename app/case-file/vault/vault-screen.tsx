import { Link } from "@remix-run/react";
import { VAULT_PLACE } from "#app/application/vault/vault.rules.ts";
import { CertificatesTable } from "#app/certificate/certificates-table.tsx";
import { fileFieldName } from "#app/form/chosen-file.ts";
import { ErrorSummary } from "#app/form/error-summary.tsx";
import { FileChoice } from "#app/form/file-choice.tsx";
import type { FieldErrors } from "#app/form/read-form.ts";
import { type UploadFailure, UploadsForm, uploadSummary } from "#app/form/uploads-form.tsx";
import { formatMegabytes } from "#app/kernel/number.ts";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Pagination } from "#app/ui/parts/pagination.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { archivedKind } from "../archive/archive-names.ts";
import { ExpiringFiles } from "./expiring-files.tsx";
import { GivenList } from "./given-list.tsx";
import { JustRemoved, RemovedFiles } from "./removed-files.tsx";
import { type ShownFile, VaultFileRow } from "./vault-file-row.tsx";
import type { VaultPage } from "./vault-page.server.ts";

type Props = {
	page: Omit<VaultPage, "files" | "expiring"> & { files: ShownFile[]; expiring: ShownFile[] };
	/** Null for who acts for no business. */
	upload: { uploadId: string; maxBytes: number } | null;
	/** The document that was deleted last, for the way back. */
	removed: string | null;
	failure: UploadFailure | null;
};

/** The files of a business in one list, what each is for and what can be done with it; then what it was given. */
export function VaultScreen({ page, upload, removed, failure }: Props) {
	const { files, kinds, kind, total, given, certificates } = page;
	// What was refused of one document is said at its own form.
	const refused = failure?.form === undefined ? failure : null;
	const errors = refused?.fieldErrors ?? {};
	const last = page.removed.find(({ documentId }) => documentId === removed);
	const locale = getLocale();
	const addressOf = (shown: number, of = kind) => {
		const query = new URLSearchParams({ ...(of ? { kind: of } : {}), ...(shown > 1 ? { page: String(shown) } : {}) });
		return `/documents?${query}`;
	};
	return (
		<>
			{refused ? (
				<ErrorSummary errors={errors} formError={refused.formError} title={uploadSummary(refused)} isKept={false} />
			) : null}
			<PageTitle lead={m.case_file_vault_lead({ count: total })}>{m.case_file_vault_title()}</PageTitle>
			{last ? <JustRemoved file={last} /> : null}
			{upload ? <SendFiles {...upload} errors={errors} /> : <NoBusiness />}
			{page.expiring.length > 0 ? (
				<ExpiringFiles
					files={page.expiring}
					count={page.expiringCount}
					errors={errors}
					maxBytes={upload?.maxBytes ?? null}
				/>
			) : null}
			<Section title={m.case_file_vault_files()} rule={total === 0}>
				{total === 0 ? (
					<EmptyState sentence={m.case_file_vault_none()} />
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
								<VaultFileRow
									key={file.address}
									file={file}
									errors={errors}
									maxBytes={upload?.maxBytes ?? null}
									isOnTop={page.expiring.some(({ address }) => address === file.address)}
								/>
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
				{page.removed.length > 0 ? <RemovedFiles files={page.removed} /> : null}
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

/** Where files are sent to: as soon as they are chosen, or with the one button where no script sends them. */
function SendFiles({ uploadId, maxBytes, errors }: { uploadId: string; maxBytes: number; errors: FieldErrors }) {
	const name = fileFieldName({ kind: VAULT_PLACE });
	return (
		<UploadsForm
			addressOf={(documentId) => `/files/vault/${documentId}`}
			uploadId={uploadId}
			maxBytes={maxBytes}
			sendOnly={m.case_file_vault_send_do()}
		>
			<FileChoice
				name={name}
				label={m.case_file_vault_send()}
				hint={m.case_file_vault_send_hint({ limit: formatMegabytes(maxBytes, getLocale()) })}
				error={errors[name]}
				camera
				multiple
				main
			/>
		</UploadsForm>
	);
}

function NoBusiness() {
	return (
		<p>
			{m.case_file_vault_no_business()} <Link to="/business">{m.case_file_vault_no_business_link()}</Link>
		</p>
	);
}
