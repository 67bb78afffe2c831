import { Eye } from "lucide-react";
import type { NearMatchWhy } from "#app/invoice/near-match.rules.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { invoiceName } from "../claim-rows.tsx";
import type { NearMatch } from "../invoice/near-match-page.server.ts";
import type { OpenClaim } from "./claim-desk.server.ts";

const reasons: Record<NearMatchWhy, () => string> = {
	"same-file": m.claim_near_why_same_file,
	related: m.claim_near_why_related,
	"form-symbol": m.claim_near_why_form_symbol,
	symbol: m.claim_near_why_symbol,
	branch: m.claim_near_why_branch,
	"total-and-day": m.claim_near_why_total_and_day,
};

/** Why somebody has to look at it. */
export function nearMatchWhy(why: NearMatchWhy): string {
	return reasons[why]();
}

/** The invoice on the other side, as far as this association may know it. */
export function OtherInvoice({ match: { other } }: { match: NearMatch }) {
	if (!other) return m.claim_near_elsewhere();
	if (!other.invoice) {
		return (
			<>
				{m.claim_near_closed()} <TextLink to={`/review/claims/${other.claim}`}>{other.claim}</TextLink>.{" "}
				{m.claim_near_closed_why()}
			</>
		);
	}
	const locale = getLocale();
	const { invoice, claim } = other;
	const total = formatDong(invoice.totalDong, locale);
	return (
		<>
			{m.claim_near_here({ name: invoiceName(invoice), total, date: formatDate(invoice.issuedOn, locale) })}{" "}
			<TextLink to={`/review/claims/${claim}`}>{claim}</TextLink>.
		</>
	);
}

/** What is nearly another claim's: first what waits for a judgement, then what was judged. */
export function NearMatchPanel({ claim, judging }: { claim: OpenClaim; judging: boolean }) {
	const open = claim.nearMatches.filter(({ judged }) => !judged);
	const judged = claim.nearMatches.filter((match) => match.judged);
	return (
		<>
			{open.length > 0 ? (
				<Panel tone="yellow" rule="yellow" title={m.claim_near_title({ count: open.length })} sub={m.claim_near_lead()}>
					<Matches claim={claim.reference} matches={open} judging={judging} />
				</Panel>
			) : null}
			{judged.length > 0 ? (
				<Panel title={m.claim_near_judged_title()}>
					<Matches claim={claim.reference} matches={judged} judging={false} />
				</Panel>
			) : null}
		</>
	);
}

function Matches({ claim, matches, judging }: { claim: string; matches: readonly NearMatch[]; judging: boolean }) {
	return (
		<ul className="grid list-none gap-4 p-0">
			{matches.map((match) => (
				<li key={match.id}>
					{match.judged ? null : (
						<Tag tone="yellow" icon={Eye}>
							{m.claim_near_tag()}
						</Tag>
					)}
					<p className="mt-1 font-medium">
						{m.claim_near_of({ name: match.invoice ? invoiceName(match.invoice) : "" })}
					</p>
					<p>
						{nearMatchWhy(match.why)} <OtherInvoice match={match} />
					</p>
					{match.judged ? <Judged judged={match.judged} /> : null}
					{judging ? (
						<p className="mt-1">
							<TextLink to={`/review/claims/${claim}/near-matches/${match.id}`}>
								{m.claim_near_judge()}
								<span className="sr-only"> {match.invoice ? invoiceName(match.invoice) : ""}</span>
							</TextLink>
						</p>
					) : null}
				</li>
			))}
		</ul>
	);
}

function Judged({ judged: { at, byName, reason } }: { judged: NonNullable<NearMatch["judged"]> }) {
	return (
		<p className="text-ink2">
			{m.claim_near_judged({ name: byName, when: formatDateTime(at, getLocale()) })} {reason}
		</p>
	);
}
