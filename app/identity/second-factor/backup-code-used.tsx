import { Link, useLocation } from "@remix-run/react";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

/** After signing in with a backup code: how many are left, and the way on, which keeps what the address asks for. */
export function BackupCodeUsed({ left, next }: { left: number; next: string }) {
	const { search } = useLocation();
	const query = new URLSearchParams(search);
	query.delete("left");
	const text = left === 0 ? m.identity_backup_used_last() : m.identity_backup_used({ left });
	return (
		<>
			<PageTitle>{m.identity_signed_in()}</PageTitle>
			<Notice tone="yellow">{text}</Notice>
			<p className="mt-4">
				<Link to={query.size > 0 ? `${next}?${query}` : next} reloadDocument>
					{m.identity_go_on()}
				</Link>
			</p>
		</>
	);
}
