import { formatDate } from "#app/kernel/plain-date.ts";
import type { Programme } from "#app/programme/programme-in-force.server.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

/** Says that nothing can be applied for today, and when it can, if that is known. */
export function NoOpenProgramme({ next }: { next: Programme | null }) {
	const locale = getLocale();
	return (
		<>
			<PageTitle lead={next ? nextSentence(next) : m.check_none_unknown()}>{m.check_none_title()}</PageTitle>
			<p className="mb-5">{m.check_none_meanwhile()}</p>
			<ButtonLink to="/assess">{m.check_none_assess()}</ButtonLink>
		</>
	);

	function nextSentence({ nameVi, nameEn, opensOn, closesOn }: Programme): string {
		return m.check_none_next({
			name: locale === "vi" ? nameVi : nameEn,
			opensOn: formatDate(opensOn, locale),
			closesOn: formatDate(closesOn, locale),
		});
	}
}
