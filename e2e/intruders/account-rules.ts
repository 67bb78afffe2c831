import { anyone, type Rule, signedIn } from "./rule.ts";

/** The ways into an account, and everybody's own: what is there of others is not found. */
export const accountRules: Record<string, Rule> = {
	"/sign-up": anyone,
	"/sign-in": anyone,
	"/sign-in/second-factor": anyone,
	"/forgot-password": anyone,
	"/reset-password": anyone,
	"/second-factor-reset": anyone,
	"/verify-email": anyone,
	"/account/second-factor": { who: signedIn },
	"/account/confirm": { who: signedIn },
	"/account": { who: signedIn },
	"/account/password": { who: signedIn },
	"/account/email": { who: signedIn },
	"/account/email/resend": { who: signedIn },
	"/account/email/cancel": { who: signedIn },
	"/account/email/confirm": anyone,
	"/account/email/keep": anyone,
	"/account/second-factor/new-phone": { who: signedIn },
	"/account/second-factor/change": { who: signedIn },
	// Staff cannot be without one.
	"/account/second-factor/off": { who: signedIn, post: ["owner", "other owner"] },
	"/account/backup-codes": { who: signedIn },
	"/account/sessions/end-others": { who: signedIn },
	// The oldest session of the owner; of anybody else it is "not found".
	"/account/sessions/:id/end": {
		who: ["owner"],
		param: `select coalesce((select s.id from person_session s join person p on p.id = s.user_id
			where p.email = 'chu@donbay.example' order by s.created_at, s.id limit 1), 'none') as value`,
	},
	"/account/mails": { who: signedIn },
	"/account/history": { who: signedIn },
};
