import { choiceCookie } from "#app/house/choice-cookie.server.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { checkFields } from "./check.forms.ts";

const MAX_CHARACTERS = 60;

/** Answers as they were typed, by the name of their field. */
type Answers = Partial<Record<(typeof checkFields)[number], string>>;

/** Only the fields of the form, as texts of a sane length: a cookie and an address can hold anything. */
function answersIn(source: (name: string) => unknown): Answers {
	const answers: Answers = {};
	for (const name of checkFields) {
		const value = source(name);
		if (typeof value === "string" && value !== "") answers[name] = value.slice(0, MAX_CHARACTERS);
	}
	return answers;
}

/** The answers in the address. */
export function answersInQuery(query: URLSearchParams): Answers {
	return answersIn((name) => query.get(name));
}

/** The answers of the visitor's last check, as they typed them, to fill in other forms; empty without one. */
export function rememberedAnswers(request: Request): Answers {
	const pair = (request.headers.get("Cookie") ?? "").split(/;\s*/).find((each) => each.startsWith("check="));
	if (!pair) return {};
	try {
		return keptAnswers(decodeURIComponent(pair.slice("check=".length)));
	} catch {
		return {};
	}
}

/** Answers as `rememberAnswers` writes them; empty where it is something else. */
export function keptAnswers(text: string): Answers {
	try {
		const kept: unknown = JSON.parse(text);
		if (typeof kept !== "object" || kept === null) return {};
		return answersIn((name) => ownValue(kept as Record<string, unknown>, name));
	} catch {
		return {};
	}
}

/** The cookie that remembers the answers. */
export function rememberAnswers(answers: Answers): string {
	return choiceCookie("check", JSON.stringify(answers));
}
