import { formatNumber } from "#app/kernel/number.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

type Subject = { subjectKind: string; subjectLabel: string };

/** What a line is about: the number, name or code that people know it by. What has none is said by its kind. */
export function subjectInWords({ subjectKind, subjectLabel }: Subject): string {
	switch (subjectKind) {
		case "report":
			return m.audit_subject_report();
		case "audit":
			return /^\d+$/.test(subjectLabel)
				? m.audit_subject_log_lines({ count: formatNumber(Number(subjectLabel), getLocale()) })
				: m.audit_subject_log();
		case "books":
			return /^\d+$/.test(subjectLabel) ? m.audit_subject_books({ number: subjectLabel }) : subjectLabel;
		case "mail":
			return subjectLabel === "outbox" ? m.audit_subject_mails() : subjectLabel;
		case "job":
			return m.audit_subject_job();
		case "assessment":
			return m.audit_subject_assessment({ code: subjectLabel });
		default:
			return subjectLabel === "" ? m.audit_erased() : subjectLabel;
	}
}
