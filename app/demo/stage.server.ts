import { randomUUID } from "node:crypto";
import type { Actor, Role } from "#app/house/access.ts";
import { hashPassword } from "#app/identity/passwords/hash-queue.server.ts";
import { sealFactor } from "#app/identity/sealed-factors.server.ts";
import { makeBackupCodes } from "#app/identity/second-factor/backup-codes.server.ts";
import type { Database } from "#db/connection.server.ts";
import { demoDesk, huba, memberAssociations, secondDesk } from "./associations.ts";
import { type DemoAccountPlan, demoAccounts, demoPassword } from "./people.ts";
import type { Random } from "./random.ts";
import { uuidFrom } from "./random.ts";

/*
 * The demo's stage: associations with their assignments, and people. What no command of the product makes yet is
 * written to the tables here; all else of the demo goes through the real commands.
 */

export type DemoAccount = { role: string; name: string; email: string; password: string; totpSecret: string | null };

export type Stage = {
	accounts: DemoAccount[];
	/** Actors by the role that demo.json names, and two reviewers for every association. */
	actors: Map<string, Actor>;
	reviewersOf: Map<string, [Actor, Actor]>;
	managersOf: Map<string, Actor>;
};

/** HUBA with its members, each with an assignment on file for the years of the demo. */
export async function setAssociations(db: Database, firstYear: number, lastYear: number): Promise<void> {
	const all = [huba, ...memberAssociations];
	await db
		.insertInto("association")
		.values(
			all.map(({ id, shortName, nameVi, nameEn }, position) => ({
				id,
				shortName,
				nameVi,
				nameEn,
				position,
				parentId: id === huba.id ? null : huba.id,
			})),
		)
		.execute();
	await db
		.insertInto("associationAssignment")
		.values(
			all.map(({ id, shortName }, index) => ({
				associationId: id,
				number: `${String(index + 11)}/GN-STC-${shortName.replaceAll(" ", "")}`,
				signedOn: `${firstYear}-01-02`,
				validFrom: `${firstYear}-01-02`,
				validTo: `${lastYear}-12-31`,
				limitDong: 10_000_000_000n,
			})),
		)
		.execute();
}

/** A person who has confirmed the address; without a password nobody can sign in as them. */
export async function addPerson(db: Database, random: Random, name: string, email: string): Promise<Actor> {
	const personId = uuidFrom(random);
	await db.insertInto("person").values({ id: personId, name, email, emailVerified: true }).execute();
	return { personId, name, email, roles: [], secondFactor: false };
}

/** One who signs in. The ids are drawn apart from the story, which stays the same. */
async function addAccount(db: Database, name: string, email: string): Promise<Actor> {
	const personId = randomUUID();
	await db.insertInto("person").values({ id: personId, name, email, emailVerified: true }).execute();
	const password = await hashPassword(email, demoPassword);
	await db
		.insertInto("credential")
		.values({ id: randomUUID(), accountId: personId, providerId: "credential", userId: personId, password })
		.execute();
	return { personId, name, email, roles: [], secondFactor: false };
}

export async function grant(db: Database, actor: Actor, role: Role, scopeId: string, now: Date): Promise<Actor> {
	await db
		.insertInto("personRole")
		.values({ personId: actor.personId, role, scopeId, grantedAt: now, grantedBy: "demo" })
		.execute();
	return { ...actor, roles: [...actor.roles, { role, scopeId }], secondFactor: true };
}

/** RFC 4648, as authenticator apps take their keys. */
function base32(bytes: Uint8Array): string {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
	const groups = bits.match(/.{1,5}/g) ?? [];
	return groups.map((group) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
}

/** Sets a known second factor, as the person's own set-up page would: sealed with the server's secret. */
export async function setSecondFactor(db: Database, random: Random, personId: string): Promise<string> {
	const secret = Array.from({ length: 32 }, () => random.pick([..."abcdefghijkmnpqrstuvwxyz23456789"])).join("");
	await db
		.insertInto("secondFactor")
		.values({
			id: uuidFrom(random),
			userId: personId,
			secret: await sealFactor(secret),
			backupCodes: await sealFactor(JSON.stringify(makeBackupCodes())),
			verified: true,
		})
		.execute();
	await db.updateTable("person").set({ twoFactorEnabled: true }).where("id", "=", personId).execute();
	return base32(Buffer.from(secret));
}

/** An account that the demo prints, with its role and second factor. */
export async function addPlanned(
	db: Database,
	random: Random,
	since: Date,
	plan: DemoAccountPlan,
	{ accounts, actors }: Pick<Stage, "accounts" | "actors">,
): Promise<void> {
	const person = await addAccount(db, plan.name, plan.email);
	const totpSecret = plan.grant ? await setSecondFactor(db, random, person.personId) : null;
	const actor = plan.grant ? await grant(db, person, plan.grant.role, plan.grant.scopeId, since) : person;
	actors.set(plan.role, actor);
	accounts.push({ role: plan.role, name: plan.name, email: plan.email, password: demoPassword, totpSecret });
}

/** The accounts that the demo prints, and reviewers for the other associations. */
export async function setPeople(db: Database, random: Random, since: Date): Promise<Stage> {
	const accounts: DemoAccount[] = [];
	const actors = new Map<string, Actor>();
	for (const plan of demoAccounts) await addPlanned(db, random, since, plan, { accounts, actors });
	const reviewersOf = new Map<string, [Actor, Actor]>();
	const managersOf = new Map<string, Actor>();
	for (const { id, shortName } of [huba, ...memberAssociations]) {
		if (id === demoDesk) continue;
		const pair: Actor[] = [];
		for (const seat of [1, 2]) {
			const person = await addPerson(db, random, `Người xét ${seat}, ${shortName}`, `xet${seat}@${id}.donbay.example`);
			pair.push(await grant(db, person, "reviewer", id, since));
		}
		reviewersOf.set(id, pair as [Actor, Actor]);
		const manager = await addPerson(db, random, `Quản lý ${shortName}`, `quanly@${id}.donbay.example`);
		managersOf.set(id, await grant(db, manager, "association_manager", id, since));
	}
	const reviewer = await grant(db, actors.get("reviewer") as Actor, "reviewer", secondDesk, since);
	actors.set("reviewer", reviewer);
	reviewersOf.set(demoDesk, [reviewer, actors.get("second reviewer")] as [Actor, Actor]);
	managersOf.set(demoDesk, actors.get("association manager") as Actor);
	return { accounts, actors, reviewersOf, managersOf };
}
