import { Form, Link } from "@remix-run/react";
import { Check, CircleDashed, type LucideIcon, Pencil, RotateCcw } from "lucide-react";
import { HiddenField } from "#app/form/form-fields.tsx";
import type { FieldErrors } from "#app/form/read-form.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { archivedKind } from "../archive/archive-names.ts";
import { ValidityTag, validityLine } from "./validity-tag.tsx";
import { DescribeFile, ReuseFile, SendNewVersion } from "./vault-file-forms.tsx";
import type { VaultFile } from "./vault-page.server.ts";
import type { Use } from "./vault-rows.server.ts";

/** A file with an id for each of its forms. */
export type ShownFile = VaultFile & { copyId: string; uploadId: string };

const faces: Record<Use["is"] | "unused", { tone: Tone; icon: LucideIcon; words: () => string }> = {
	draft: { tone: "blue", icon: Pencil, words: m.case_file_vault_in_draft },
	submitted: { tone: "green", icon: Check, words: m.case_file_vault_submitted },
	replaced: { tone: "neutral", icon: RotateCcw, words: m.case_file_vault_replaced },
	unused: { tone: "outline", icon: CircleDashed, words: m.case_file_vault_unused },
};

function faceOf({ uses, isReplaced }: VaultFile) {
	const is = uses[0]?.is ?? "unused";
	return faces[isReplaced && is !== "draft" ? "replaced" : is];
}

type Props = {
	file: ShownFile;
	/** What was wrong with files that were posted without scripts. */
	errors: FieldErrors;
	/** Null for who sends nothing. */
	maxBytes: number | null;
	/** It stands above too, as it soon expires, with the way to replace it. */
	isOnTop: boolean;
};

/** One file: what it is, its name, what it is used in, and what can be done with it. */
export function VaultFileRow({ file, errors, maxBytes, isOnTop }: Props) {
	const { kind, fileName, byteSize, sentAt, address, replaceAt, replaces, reuse, held } = file;
	const locale = getLocale();
	const face = faceOf(file);
	return (
		<li className="border-line border-b py-4 last:border-0">
			<h3 className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 type-h3">
				{archivedKind(kind, locale)}
				<span className="flex flex-wrap gap-2">
					{file.validity && !file.isReplaced ? <ValidityTag validity={file.validity} /> : null}
					<Tag tone={face.tone} icon={face.icon}>
						{face.words()}
					</Tag>
				</span>
			</h3>
			<p className="break-words text-ink2 text-small">
				{fileName}, <span className="num">{formatMegabytes(byteSize, locale)}</span>,{" "}
				{m.case_file_vault_sent({ date: formatDate(sentAt, locale) })}
			</p>
			{file.validity ? <p>{validityLine(file.validity)}</p> : null}
			<UsedIn file={file} />
			<div className="mt-1 flex flex-wrap items-start gap-x-6">
				<span className="flex min-h-11 items-center">
					<TextLink file to={address}>
						{m.application_documents_view()}
						<span className="sr-only"> {fileName}</span>
					</TextLink>
				</span>
				{reuse ? <ReuseFile reuse={reuse} file={file} copyId={file.copyId} /> : null}
				{replaceAt ? (
					<span className="flex min-h-11 items-center">
						<Link to={replaceAt}>
							{m.case_file_vault_replace()}
							<span className="sr-only"> {fileName}</span>
						</Link>
					</span>
				) : replaces && maxBytes !== null && !isOnTop ? (
					<SendNewVersion
						replaces={replaces}
						fileName={fileName}
						uploadId={file.uploadId}
						maxBytes={maxBytes}
						errors={errors}
					/>
				) : null}
				{held?.isRemovable ? <RemoveFile documentId={held.documentId} fileName={fileName} /> : null}
				{file.describes ? <DescribeFile documentId={file.describes} file={file} /> : null}
			</div>
		</li>
	);
}

function UsedIn({ file: { uses, held } }: { file: ShownFile }) {
	if (uses.length === 0) {
		return (
			<p>
				{held?.keptUntil
					? m.case_file_vault_unused_until({ date: formatDate(held.keptUntil, getLocale()) })
					: m.case_file_vault_unused_anywhere()}
			</p>
		);
	}
	return (
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
	);
}

function RemoveFile({ documentId, fileName }: { documentId: string; fileName: string }) {
	return (
		<Form method="post" className="flex min-h-11 items-center">
			<HiddenField name="documentId" value={documentId} />
			<button type="submit" className="link-button" name="act" value="remove">
				{m.case_file_vault_remove()}
				<span className="sr-only"> {fileName}</span>
			</button>
		</Form>
	);
}
