import type { Rule } from "./rule.ts";

const proposal = "select id as value from person_proposal order by state <> 'proposed', id limit 1";
/** Of no account that is signed in to here. */
const somebody = "select id as value from person where email like 'quanly@%' order by id limit 1";

const ofAdministrators = (param?: string): Rule => ({ who: ["administrator"], ...(param ? { param } : {}) });

/** What administrators do about people, and the log that auditors read with them. */
export const peopleRules: Record<string, Rule> = {
	"/audit": { who: ["auditor", "administrator"] },
	"/audit.csv": { who: ["auditor", "administrator"] },
	"/audit.xlsx": { who: ["auditor", "administrator"] },
	"/admin/people": ofAdministrators(),
	"/admin/people/:grantId/revoke": ofAdministrators(
		"select id as value from person_role where role = 'auditor' and revoked_at is null order by id limit 1",
	),
	"/admin/people/proposals/:proposalId": ofAdministrators(proposal),
	"/admin/people/proposals/:proposalId/confirm": ofAdministrators(proposal),
	"/admin/people/proposals/:proposalId/decline": ofAdministrators(proposal),
	"/admin/people/proposals/:proposalId/withdraw": ofAdministrators(proposal),
	"/admin/people/:personId": ofAdministrators(somebody),
	"/admin/people/:personId/suspend": ofAdministrators(somebody),
	"/admin/people/:personId/reopen": ofAdministrators(somebody),
	"/admin/people/:personId/reset-factor": ofAdministrators(somebody),
	"/admin/people/:personId/sessions": ofAdministrators(somebody),
	"/admin/people/:personId/remind": ofAdministrators(somebody),
};
