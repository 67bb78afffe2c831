import { Form, useNavigation } from "@remix-run/react";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { Button } from "#app/ui/parts/button.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { findingText, invariantTitle } from "./books-words.ts";
import type { LastCheck } from "./last-check.server.ts";

type Props = { check: LastCheck | null };

/** What the last check found wrong, or that none has run; nothing where the books agree. */
export function BooksWarning({ check }: Props) {
	const locale = getLocale();
	if (!check) return null;
	const time = formatDateTime(check.at, locale);
	if (check.wrong.length === 0) {
		return check.late ? (
			<div className="mb-6">
				<Notice tone="yellow" title={m.books_late({ time })} />
			</div>
		) : null;
	}
	const count = check.wrong.reduce((sum, { wrong }) => sum + wrong, 0);
	return (
		<div className="mb-6">
			<Notice tone="red" title={m.books_broken({ count: formatNumber(count, locale) })}>
				{m.books_broken_what_now({ time })}
				<ul className="mt-2 list-disc pl-5">
					{check.wrong.map(({ name, wrong, findings }) => (
						<li key={name}>
							{invariantTitle(name, locale)} ({formatNumber(wrong, locale)})
							<ul className="num text-small">
								{findings.map((finding) => (
									<li key={JSON.stringify(finding)}>{findingText(name, finding, locale)}</li>
								))}
							</ul>
						</li>
					))}
				</ul>
			</Notice>
		</div>
	);
}

/** When the books were last checked, quietly, and the way to check them now. */
export function BooksLine({ check, mayCheck }: Props & { mayCheck: boolean }) {
	const checking = useNavigation().formAction === "/finance/check";
	return (
		<div className="actions mt-6">
			<p className="text-ink2 text-small">{check ? lineOf(check) : m.books_never()}</p>
			{mayCheck ? (
				<Form method="post" action="/finance/check">
					<Button small look="secondary" pending={checking}>
						{m.books_check()}
					</Button>
				</Form>
			) : null}
		</div>
	);
}

function lineOf({ at, by, checked, wrong }: LastCheck): string {
	const locale = getLocale();
	const facts = { time: formatDateTime(at, locale), count: formatNumber(checked, locale) };
	const said = wrong.length === 0 ? m.books_whole(facts) : m.books_checked(facts);
	return by === "" ? said : `${said} ${m.books_by({ name: by })}`;
}
