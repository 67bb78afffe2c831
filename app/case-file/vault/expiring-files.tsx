import { Link } from "@remix-run/react";
import type { FieldErrors } from "#app/form/read-form.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { archivedKind } from "../archive/archive-names.ts";
import { validityLine } from "./validity-tag.tsx";
import { SendNewVersion } from "./vault-file-forms.tsx";
import type { ShownFile } from "./vault-file-row.tsx";

type Props = { files: readonly ShownFile[]; count: number; errors: FieldErrors; maxBytes: number | null };

/** What can soon no longer be used, with the way to replace it: in its draft, or by a new version in the vault. */
export function ExpiringFiles({ files, count, errors, maxBytes }: Props) {
	const locale = getLocale();
	return (
		<Section title={m.case_file_vault_soon()}>
			<div className="mt-4 grid gap-4">
				{files.map((file) => (
					<Notice key={file.address} tone="yellow">
						<h3 className="type-h3">{archivedKind(file.kind, locale)}</h3>
						<p className="break-words text-ink2 text-small">{file.fileName}</p>
						<p>
							{file.validity ? validityLine(file.validity) : null} <InDrafts file={file} />
						</p>
						{file.replaceAt ? (
							<p className="mt-2">
								<ButtonLink to={file.replaceAt} look="secondary">
									{m.case_file_vault_soon_replace()}
									<span className="sr-only"> {file.fileName}</span>
								</ButtonLink>
							</p>
						) : file.replaces && maxBytes !== null ? (
							<SendNewVersion
								summary={m.case_file_vault_soon_replace()}
								replaces={file.replaces}
								fileName={file.fileName}
								uploadId={file.uploadId}
								maxBytes={maxBytes}
								errors={errors}
							/>
						) : null}
					</Notice>
				))}
			</div>
			{count > files.length ? (
				<p className="mt-4">{m.case_file_vault_soon_more({ count: count - files.length })}</p>
			) : null}
		</Section>
	);
}

function InDrafts({ file: { uses } }: { file: ShownFile }) {
	const drafts = uses.filter(({ is }) => is === "draft");
	if (drafts.length === 0) return null;
	return (
		<>
			{m.case_file_vault_soon_draft()}{" "}
			{drafts.map(({ reference, address }, at) => (
				<span key={reference}>
					{at > 0 ? ", " : ""}
					<Link to={address} className="num whitespace-nowrap">
						{reference}
					</Link>
				</span>
			))}
			.
		</>
	);
}
