import type { ReactNode } from "react";
import { documentKinds } from "#app/application/draft/draft.rules.ts";
import { describeForm, reuseForm } from "#app/application/vault/vault.forms.ts";
import { VAULT_PLACE } from "#app/application/vault/vault.rules.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { fileFieldName } from "#app/form/chosen-file.ts";
import { FileChoice } from "#app/form/file-choice.tsx";
import { HiddenField, SelectField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import type { FieldErrors } from "#app/form/read-form.ts";
import { UploadsForm } from "#app/form/uploads-form.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { archivedKind } from "../archive/archive-names.ts";
import type { VaultFile } from "./vault-page.server.ts";

type FoldedProps = { summary: string; of: string; open?: boolean; children: ReactNode };

/** A form of one file, which opens without scripts too. */
function Folded({ summary, of, open, children }: FoldedProps) {
	return (
		<details open={open || undefined}>
			<summary className="flex min-h-11 items-center text-green underline">
				{summary}
				<span className="sr-only"> {of}</span>
			</summary>
			{children}
		</details>
	);
}

type ReuseProps = { reuse: NonNullable<VaultFile["reuse"]>; file: VaultFile; copyId: string };

/** Into which of the applications that are being written; open where the answer was not accepted. */
export function ReuseFile({ reuse: { documentId, into }, file: { fileName, validity }, copyId }: ReuseProps) {
	const form = useActionForm(reuseForm, {
		form: `reuse-${documentId}`,
		apart: true,
		saved: { reference: into[0]?.reference ?? "" },
	});
	const locale = getLocale();
	return (
		<Folded summary={m.case_file_vault_reuse()} of={fileName} open={form.refused}>
			<ActionFormShell form={form} className="form gap-3 pb-3">
				<HiddenField name="act" value="reuse" />
				<HiddenField name="documentId" value={documentId} />
				<HiddenField name="copyId" value={copyId} />
				{validity?.is === "ended" ? (
					<Notice tone="yellow">
						{m.case_file_vault_reuse_ended({ date: formatDate(validity.until, getLocale()) })}
					</Notice>
				) : null}
				<SelectField
					form={form}
					name="reference"
					label={m.case_file_vault_reuse_into()}
					options={into.map(({ reference, programmeVi, programmeEn }) => ({
						value: reference,
						label: `${reference} – ${locale === "vi" ? programmeVi : programmeEn}`,
					}))}
					width="full"
				/>
				<div>
					<SubmitButton form={form} look="secondary" small>
						{m.case_file_vault_reuse_do()}
					</SubmitButton>
				</div>
			</ActionFormShell>
		</Folded>
	);
}

/** What it is, asked where only its name has told so far, and until when it can be used. */
export function DescribeFile({ documentId, file }: { documentId: string; file: VaultFile }) {
	const { held, kind, fileName, validity } = file;
	const locale = getLocale();
	const form = useActionForm(describeForm, {
		form: `describe-${documentId}`,
		apart: true,
		saved: {
			kind: kind.replace("application.", ""),
			validUntil: validity ? formatDate(validity.until, locale) : "",
		},
	});
	const kinds = documentKinds.map((each) => ({ value: each, label: archivedKind(`application.${each}`, locale) }));
	const fields = (
		<ActionFormShell form={form} className="form gap-3 pb-3">
			<HiddenField name="act" value="describe" />
			<HiddenField name="documentId" value={documentId} />
			{held ? (
				<SelectField form={form} name="kind" label={m.case_file_vault_kind()} options={kinds} width="full" />
			) : null}
			<TextField
				form={form}
				name="validUntil"
				label={m.case_file_vault_valid_until()}
				hint={m.case_file_vault_valid_until_hint()}
				width="w14"
				optional
			/>
			<div>
				<SubmitButton form={form} look="secondary" small>
					{m.case_file_vault_describe_do()}
					<span className="sr-only"> {fileName}</span>
				</SubmitButton>
			</div>
		</ActionFormShell>
	);
	if (held?.isGuess) {
		return (
			<div className="basis-full pt-2">
				<p className="mb-3">
					<strong>{m.case_file_vault_which()}</strong>{" "}
					{kind === "application.other"
						? null
						: m.case_file_vault_guess({ kind: archivedKind(kind, locale).toLocaleLowerCase(locale) })}
				</p>
				{fields}
			</div>
		);
	}
	const summary = held ? m.case_file_vault_describe() : m.case_file_vault_validity_alone();
	return (
		<Folded summary={summary} of={fileName} open={form.refused}>
			{fields}
		</Folded>
	);
}

type VersionProps = {
	replaces: string;
	fileName: string;
	uploadId: string;
	maxBytes: number;
	errors: FieldErrors;
	summary?: string;
};

/** A new version of a file: the old one stays with what was submitted with it. */
export function SendNewVersion({ summary, replaces, fileName, uploadId, maxBytes, errors }: VersionProps) {
	const name = fileFieldName({ kind: VAULT_PLACE, replaces });
	return (
		<Folded summary={summary ?? m.case_file_vault_replace()} of={fileName} open={errors[name] !== undefined}>
			<UploadsForm
				addressOf={(documentId) => `/files/vault/${documentId}`}
				uploadId={uploadId}
				maxBytes={maxBytes}
				sendOnly={m.case_file_vault_send_do()}
			>
				<FileChoice name={name} label={m.house_upload_instead({ name: fileName })} error={errors[name]} camera />
			</UploadsForm>
		</Folded>
	);
}
