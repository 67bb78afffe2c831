import { randomUUID } from "node:crypto";
import type { Actor, Role } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import type { Database } from "#db/connection.server.ts";

let counter = 0;

/** A person without roles, who has confirmed their address. */
export async function makePerson(db: Database, name = `Người ${++counter}`): Promise<Actor> {
	const personId = randomUUID();
	const email = `${personId.slice(0, 8)}@example.test`;
	await db.insertInto("person").values({ id: personId, name, email, emailVerified: true }).execute();
	return { personId, name, email, roles: [], secondFactor: false };
}

/** A person of staff with one role, who has shown a second factor. */
export async function makeStaff(db: Database, role: Role, scopeId = "", name?: string): Promise<Actor> {
	const person = await makePerson(db, name);
	await db
		.insertInto("personRole")
		.values({ personId: person.personId, role, scopeId, grantedAt: now(), grantedBy: "test" })
		.execute();
	return { ...person, roles: [{ role, scopeId }], secondFactor: true };
}

/** An association with an assignment in force from 2020 to 2099. */
/** Three, so that one is left where another proposes, confirms or is taken away. */
export async function makeAdministrators(db: Database): Promise<[Actor, Actor, Actor]> {
	const make = () => makeStaff(db, "administrator");
	return [await make(), await make(), await make()];
}

export async function makeAssociation(db: Database, id = `hoi-${randomUUID().slice(0, 8)}`): Promise<string> {
	await db
		.insertInto("association")
		.values({ id, shortName: id.toUpperCase(), nameVi: `Hội ${id}`, nameEn: `Association ${id}` })
		.execute();
	await db
		.insertInto("associationAssignment")
		.values({
			associationId: id,
			number: `01/GN-${id}`,
			signedOn: "2020-01-01",
			validFrom: "2020-01-01",
			validTo: "2099-12-31",
			limitDong: 100_000_000_000n,
		})
		.execute();
	return id;
}

/** The context of a command, at a fixed moment unless told otherwise. */
export function contextOf<Who>(db: Database, actor: Who, now = new Date("2026-09-08T03:00:00Z")) {
	return { db, actor, now, locale: "vi" } as CommandContext & { actor: Who };
}

/** A tax code with a right check digit, from a serial number; of the prefix 03 (Hồ Chí Minh City). */
export function makeTaxCode(serial: number): string {
	const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
	for (let number = serial; ; number += 10_007) {
		const nine = `03${String(number % 9_999_999).padStart(7, "0")}`;
		const sum = weights.reduce((total, weight, at) => total + weight * Number(nine[at]), 0);
		if (sum % 11 !== 0) return `${nine}${10 - (sum % 11)}`;
	}
}
