export const people = [
	"visitor",
	"owner",
	"other owner",
	"reviewer",
	"other reviewer",
	"association manager",
	"programme officer",
	"finance officer",
	"auditor",
	"administrator",
] as const;

export type Person = (typeof people)[number];

export const signedIn = people.filter((person) => person !== "visitor");
/** Staff of the city. */
export const city: Person[] = ["programme officer", "finance officer", "auditor", "administrator"];
/** Reviewers. */
export const desk: Person[] = ["reviewer", "other reviewer"];

export type Rule = {
	/** Who may open it; everybody else must not. */
	who: readonly Person[];
	/** Who may post to it, where fewer may change it than read it. */
	post?: readonly Person[];
	/** SQL that finds the value of the parameter in the demo, for the owner and the desk that it prints; `$1` is the time. */
	param?: string;
};

export const anyone: Rule = { who: people };

const ownApplication = `select a.reference as value from application a
	join business_member bm on bm.business_id = a.business_id join person p on p.id = bm.person_id
	where p.email = 'chu@donbay.example' and a.state = 'agreed' order by a.reference limit 1`;

/** The owner's own file, which nobody else's owner finds. Staff have pages of their own. */
export const own: Rule = { who: ["owner"], param: ownApplication };

/** Whose work it is to read files; finance officers from the approval on. */
export const readers: Person[] = ["association manager", "programme officer", "finance officer", "auditor"];
