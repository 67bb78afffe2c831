import { Link } from "@remix-run/react";
import { Check, CircleQuestionMark, Hourglass, RotateCcw, X } from "lucide-react";
import type { ReactNode } from "react";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { formatVerificationCode, readVerificationCode } from "#app/kernel/verification-code.ts";
import { Section } from "#app/ui/parts/section.tsx";
import { SummaryList, type SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { Verdict } from "#app/ui/parts/verdict.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { fallenBecause, kindName, levelsInWords } from "./certificate-words.ts";
import type { Verification } from "./verification.server.ts";

/** When it was checked, and the code, to compare with the paper. */
function Checked({ code, at }: { code: string; at: Date }) {
	return (
		<>
			<p>{m.certificate_checked_at({ time: formatDateTime(at, getLocale()) })}</p>
			<p>
				{m.certificate_code()} <Code code={code} />
			</p>
		</>
	);
}

function Code({ code }: { code: string }) {
	return <strong className="num whitespace-nowrap">{formatVerificationCode(code)}</strong>;
}

/** The answer in one glance: valid, withdrawn or replaced. */
export function VerificationVerdict({ found, at }: { found: Verification; at: Date }) {
	const locale = getLocale();
	const { state, code } = found;
	if (state.is === "valid") {
		return (
			<Verdict tone="green" icon={Check} title={m.certificate_valid()}>
				<Checked code={code} at={at} />
			</Verdict>
		);
	}
	if (state.is === "withdrawn") {
		return (
			<Verdict tone="red" icon={X} title={m.certificate_withdrawn()}>
				<p className="mb-2">{m.certificate_not_from({ date: formatDate(state.at, locale) })}</p>
				<Checked code={code} at={at} />
			</Verdict>
		);
	}
	return (
		<Verdict tone="yellow" icon={RotateCcw} title={m.certificate_replaced()}>
			<p className="mb-2">
				{m.certificate_replaced_on({ date: formatDate(state.at, locale) })}{" "}
				<Link to={`/verify/${state.by}`}>
					{m.certificate_replaced_by()} <Code code={state.by} />
				</Link>
			</p>
			<Checked code={code} at={at} />
		</Verdict>
	);
}

/** No certificate has the code: mistyped, or not ours. */
export function UnknownVerdict({ typed, at }: { typed: string; at: Date }) {
	const code = readVerificationCode(typed);
	return (
		<Verdict tone="yellow" icon={CircleQuestionMark} title={m.certificate_unknown()}>
			<p className="mb-2">{m.certificate_unknown_text()}</p>
			{code ? <Checked code={code} at={at} /> : null}
		</Verdict>
	);
}

/** Too many codes were looked up from this address. */
export function WaitVerdict({ sentence }: { sentence: string }) {
	return (
		<Verdict tone="yellow" icon={Hourglass} title={m.certificate_wait()}>
			<p>{sentence}</p>
		</Verdict>
	);
}

/** Of a certificate that stands, also where money of it went back: it says how much was granted once. */
function recoveryInWords({ recoveredDong, isDue }: Verification["recovery"]): string {
	const amount = formatDong(recoveredDong, getLocale());
	const parts = [
		...(recoveredDong > 0n ? [m.certificate_recovered({ amount })] : []),
		...(isDue ? [m.certificate_recovery_due()] : []),
	];
	return parts.join(" ");
}

function rowsOf({ kind, facts, issuedAt, recovery, state }: Verification): SummaryRow[] {
	const locale = getLocale();
	const levels = levelsInWords(facts.before, facts.after);
	const items = facts.items.map((item) => item[locale]).join("; ");
	const row = (term: string, value: ReactNode): SummaryRow => ({ term, value });
	const recovered = recoveryInWords(recovery);
	const figures = (text: string) => <span className="num">{text}</span>;
	return [
		row(m.certificate_kind(), kindName(kind, locale)),
		row(m.certificate_to(), facts.business.name),
		row(m.certificate_tax_code(), figures(facts.business.taxCode)),
		row(m.certificate_items(), items),
		row(m.certificate_programme(), facts.programme[locale]),
		row(m.certificate_amount(), figures(formatDong(facts.amountDong, locale))),
		...(recovered === "" ? [] : [row(m.certificate_recovery(), recovered)]),
		...(levels ? [row(m.certificate_levels_term(), levels)] : []),
		row(m.certificate_issued_on(), figures(formatDate(issuedAt, locale))),
		...(state.is === "valid" ? [] : [row(m.certificate_ended_on(), figures(formatDate(state.at, locale)))]),
		row(m.certificate_issued_by(), facts.issuer.name[locale]),
		...(state.is === "withdrawn" ? [row(m.certificate_instead(), m.certificate_instead_none())] : []),
	];
}

/** What the certificate is for, to be compared with the one in hand; of a withdrawn one, why first. */
export function VerificationFacts({ found }: { found: Verification }) {
	const { state } = found;
	const why =
		state.is === "withdrawn"
			? state.because === "other"
				? state.reason
				: fallenBecause(state.because, getLocale())
			: null;
	return (
		<Section
			title={why === null ? m.certificate_compare() : m.certificate_why()}
			sub={why === null ? m.certificate_compare_text() : why}
		>
			<SummaryList rows={rowsOf(found)} />
		</Section>
	);
}
