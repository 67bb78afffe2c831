import { Link } from "@remix-run/react";
import { Check, type LucideIcon, Pencil, RotateCcw } from "lucide-react";
import { reuseForm } from "#app/application/draft/document.forms.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SelectField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { Tag, type Tone } from "#app/ui/tag.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { archivedKind } from "../archive/archive-names.ts";
import type { Use, VaultFile } from "./vault-page.server.ts";

const faces: Record<Use["is"], { tone: Tone; icon: LucideIcon; words: () => string }> = {
	draft: { tone: "blue", icon: Pencil, words: m.case_file_vault_in_draft },
	submitted: { tone: "green", icon: Check, words: m.case_file_vault_submitted },
	replaced: { tone: "neutral", icon: RotateCcw, words: m.case_file_vault_replaced },
};

/** One file: what it is, its name, what it is used in, and what can be done with it. */
export function VaultFileRow({ file, copyId }: { file: VaultFile; copyId: string }) {
	const { kind, fileName, byteSize, sentAt, address, uses, replaceAt, reuse } = file;
	const locale = getLocale();
	const face = faces[uses[0]?.is ?? "submitted"];
	return (
		<li className="border-line border-b py-4 last:border-0">
			<h3 className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 type-h3">
				{archivedKind(kind, locale)}
				<Tag tone={face.tone} icon={face.icon}>
					{face.words()}
				</Tag>
			</h3>
			<p className="break-words text-ink2 text-small">
				{fileName}, <span className="num">{formatMegabytes(byteSize, locale)}</span>,{" "}
				{m.case_file_vault_sent({ date: formatDate(sentAt, locale) })}
			</p>
			<p>
				{m.case_file_vault_used_in()}{" "}
				{uses.map((use, at) => (
					<span key={`${use.reference} ${use.is}`}>
						{at > 0 ? ", " : ""}
						<Link to={use.address} className="num whitespace-nowrap">
							{use.reference}
						</Link>
						{use.is === "replaced" ? ` (${m.case_file_vault_replaced_there()})` : ""}
					</span>
				))}
			</p>
			<div className="mt-1 flex flex-wrap items-start gap-x-6">
				<span className="flex min-h-11 items-center">
					<TextLink file to={address}>
						{m.application_documents_view()}
						<span className="sr-only"> {fileName}</span>
					</TextLink>
				</span>
				{replaceAt ? (
					<span className="flex min-h-11 items-center">
						<Link to={replaceAt}>
							{m.case_file_vault_replace()}
							<span className="sr-only"> {fileName}</span>
						</Link>
					</span>
				) : null}
				{reuse ? <Reuse reuse={reuse} fileName={fileName} copyId={copyId} /> : null}
			</div>
		</li>
	);
}

type ReuseProps = { reuse: NonNullable<VaultFile["reuse"]>; fileName: string; copyId: string };

/** Into which of the applications that are being written; open where the answer was not accepted. */
function Reuse({ reuse: { documentId, into }, fileName, copyId }: ReuseProps) {
	const form = useActionForm(reuseForm, { form: documentId, saved: { reference: into[0]?.reference ?? "" } });
	const locale = getLocale();
	return (
		<details open={form.refused || undefined}>
			<summary className="flex min-h-11 items-center text-green underline">
				{m.case_file_vault_reuse()}
				<span className="sr-only"> {fileName}</span>
			</summary>
			<ActionFormShell form={form} className="form gap-3 pb-3">
				<HiddenField name="documentId" value={documentId} />
				<HiddenField name="copyId" value={copyId} />
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
		</details>
	);
}
