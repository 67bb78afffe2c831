import type { Kysely } from "kysely";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";

/** An account with what is kept of its password. */
export function personsToSignIn(db: Kysely<Tables>) {
	return db
		.selectFrom("person")
		.innerJoin("credential", "credential.userId", "person.id")
		.where("credential.providerId", "=", "credential")
		.select(["person.id", "name", "email", "emailVerified", "twoFactorEnabled", "suspendedAt", "password"]);
}

export type PersonToSignIn = {
	id: string;
	name: string;
	email: string;
	emailVerified: boolean;
	twoFactorEnabled: boolean | null;
	suspendedAt: Date | null;
	password: string | null;
};

/** Whoever did something to an account by showing what only its person knows, for the log. */
export function actorOf({ id, name, email }: Pick<PersonToSignIn, "id" | "name" | "email">): Actor {
	return { personId: id, name, email, roles: [], secondFactor: false };
}
