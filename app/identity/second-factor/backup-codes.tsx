import { Link } from "@remix-run/react";
import { Printer } from "lucide-react";
import { useAlive } from "#app/form/use-action-form.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { Button } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

/** Backup codes, shown this once: on paper, as a file, or copied by hand. The file is in the link, so it needs no scripts. */
export function BackupCodes({ codes, fileHead = m.account_codes_list() }: { codes: string[]; fileHead?: string }) {
	const alive = useAlive();
	const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`\uFEFF${[fileHead, ...codes].join("\r\n")}\r\n`)}`;
	return (
		<>
			<ul
				aria-label={m.account_codes_list()}
				className="num my-4 grid max-w-80 grid-cols-2 gap-x-8 gap-y-1 border-ink border-y-2 py-4 font-semibold"
			>
				{codes.map((code) => (
					<li key={code}>{code}</li>
				))}
			</ul>
			<div className="flex flex-wrap items-center gap-x-6 gap-y-3 print:hidden">
				{alive ? (
					<Button type="button" look="secondary" icon={Printer} onClick={() => window.print()}>
						{m.account_codes_print()}
					</Button>
				) : null}
				<a href={file} download="ma-du-phong-donbay.txt" className="inline-flex min-h-11 items-center">
					{m.account_codes_download()}
				</a>
			</div>
		</>
	);
}

/** The page that shows new codes, this once. */
export function NewBackupCodes({ codes, email, madeAt }: { codes: string[]; email: string; madeAt: Date }) {
	const at = formatDateTime(madeAt, getLocale());
	return (
		<>
			<PageTitle lead={m.account_codes_new_text()}>{m.account_codes_new_title({ count: codes.length })}</PageTitle>
			<BackupCodes codes={codes} fileHead={m.account_codes_file_head({ email, at })} />
			<p className="mt-6 print:hidden">
				<Link to="/account">{m.account_codes_kept()}</Link>
			</p>
		</>
	);
}
