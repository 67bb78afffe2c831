/** What administrators do about people; the job that tells of it and its mail name it so. */
export const peopleChanges = [
	"give-role:proposed",
	"give-role:confirmed",
	"give-role:declined",
	"give-role:withdrawn",
	"give-role:lapsed",
	"reset-factor:proposed",
	"reset-factor:confirmed",
	"reset-factor:declined",
	"reset-factor:withdrawn",
	"reset-factor:lapsed",
	"reset-factor:done",
	"reopen:proposed",
	"reopen:confirmed",
	"reopen:declined",
	"reopen:withdrawn",
	"reopen:lapsed",
	"role:granted",
	"role:revoked",
	"account:suspended",
	"account:reopened",
	"account:signed-out",
] as const;

export type PeopleChange = (typeof peopleChanges)[number];
