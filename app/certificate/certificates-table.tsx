import { Link } from "@remix-run/react";
import { FileDown } from "lucide-react";
import { formatDate } from "#app/kernel/plain-date.ts";
import { formatVerificationCode } from "#app/kernel/verification-code.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { CertificateStateTag } from "./certificate-state-tag.tsx";
import { kindName } from "./certificate-words.ts";
import type { OwnCertificate } from "./own-certificates.server.ts";

function ApplicationLink({ reference }: { reference: string }) {
	return (
		<Link to={`/applications/${reference}`} className="num whitespace-nowrap">
			{reference}
		</Link>
	);
}

/** The certificates of a business: what for, the code that verifies it, the PDF. */
export function CertificatesTable({ certificates }: { certificates: readonly OwnCertificate[] }) {
	const locale = getLocale();
	const columns: Column<OwnCertificate>[] = [
		{ key: "kind", head: m.certificate_kind(), rowHead: true, cell: ({ kind }) => kindName(kind, locale) },
		{ key: "reference", head: m.certificate_documents_reference(), cell: ApplicationLink },
		{
			key: "code",
			head: m.certificate_code(),
			cell: ({ code }) => (
				<Link to={`/verify/${code}`} className="num whitespace-nowrap">
					{formatVerificationCode(code)}
				</Link>
			),
		},
		{ key: "state", head: m.certificate_documents_state(), cell: CertificateStateTag },
		{ key: "issued", head: m.certificate_issued_on(), number: true, cell: (row) => formatDate(row.issuedAt, locale) },
		{
			key: "file",
			head: m.certificate_documents_file(),
			cell: ({ code }) => (
				<TextLink file icon={FileDown} to={`/certificates/${code}.pdf`}>
					{m.certificate_documents_download()}
					<span className="sr-only"> {formatVerificationCode(code)}</span>
				</TextLink>
			),
		},
	];
	return (
		<DataTable
			caption={m.certificate_documents_certificates()}
			captionHidden
			columns={columns}
			rows={certificates}
			rowKey={({ code }) => code}
			roomy
		/>
	);
}
