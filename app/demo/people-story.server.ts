import { randomUUID } from "node:crypto";
import type { Actor } from "#app/house/access.ts";
import { proposeFactorReset } from "#app/identity/accounts/propose-factor-reset.server.ts";
import { suspendPerson } from "#app/identity/accounts/suspend-person.server.ts";
import { proposeRole } from "#app/identity/people/propose-role.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Calendar } from "./calendar.ts";
import { contextAt } from "./cast.ts";
import { demoUnits, secondAdministrator } from "./people.ts";
import type { Random } from "./random.ts";
import { addPerson, addPlanned, grant, type Stage, setSecondFactor } from "./stage.server.ts";
import type { Story } from "./theatre.ts";

type Office = { db: Database; calendar: Calendar; random: Random; stage: Stage };

/** Colleagues whom nobody of the demo signs in as: what administrators do is about them. */
async function addColleague({ db, random }: Office, name: string, email: string, unit: string): Promise<Actor> {
	const person = await addPerson(db, random, name, email);
	await setSecondFactor(db, random, person.personId);
	await db.updateTable("person").set({ unit }).where("id", "=", person.personId).execute();
	return person;
}

/** Sets the other administrator and some colleagues on the stage, and returns what the administrators do these days. */
export async function peopleStory(office: Office): Promise<Story> {
	const { db, calendar, random, stage } = office;
	const since = calendar.workingDaysAgo(510, random);
	await addPlanned(db, random, since, secondAdministrator, stage);
	for (const [email, unit] of Object.entries(demoUnits)) {
		await db.updateTable("person").set({ unit }).where("email", "=", email).execute();
	}
	// Nobody signs in as the reviewers and managers of the other associations; they are not behind with it either.
	const desks = [...stage.reviewersOf.values(), ...stage.managersOf.values()].flat().map(({ personId }) => personId);
	await db.updateTable("person").set({ twoFactorEnabled: true }).where("id", "in", desks).execute();
	const colleagues = {
		payer: await addColleague(
			office,
			"Trương Gia Hân",
			"han@stc.example",
			"Sở Tài chính, Phòng Tài chính doanh nghiệp",
		),
		planner: await addColleague(office, "Bùi Đức Long", "long.bui@stc.example", "Sở Tài chính, Phòng Ngân sách"),
		lost: await addColleague(office, "Trịnh Bảo Châu", "chau.trinh@stc.example", "Thanh tra Sở Tài chính"),
		gone: await addColleague(office, "Lâm Chí Kiên", "kien.lam@stc.example", "Thanh tra Sở Tài chính"),
	};
	for (const auditor of [colleagues.lost, colleagues.gone]) await grant(db, auditor, "auditor", "", since);
	const late = await addPerson(db, random, "Hồ Quang Vinh", "vinh.ho@hawa.example");
	await grant(db, late, "association_manager", "hawa", calendar.workingDaysAgo(9, random));
	return administratorsAct(office, colleagues);
}

async function* administratorsAct(
	{ db, calendar, random, stage: { actors } }: Office,
	{ payer, planner, lost, gone }: Record<"payer" | "planner" | "lost" | "gone", Actor>,
): Story {
	const [one, other] = [actors.get("administrator"), actors.get("second administrator")];
	if (!one || !other) throw new Error("the demo has two administrators");
	const ids = { payer: randomUUID(), planner: randomUUID(), lost: randomUUID() };
	let now = yield calendar.workingDaysAgo(4, random);
	await suspendPerson(contextAt({ db }, one, now), { personId: gone.personId, reason: "Chuyển công tác." });
	now = yield calendar.workingDaysAgo(2, random);
	const long = { email: planner.email, role: "programme_officer", basis: "QĐ 209/QĐ-STC" } as const;
	await proposeRole(contextAt({ db }, one, now), { ...long, proposalId: ids.planner });
	now = yield calendar.workingDaysAgo(1, random);
	const han = { email: payer.email, role: "finance_officer", basis: "QĐ 214/QĐ-STC" } as const;
	await proposeRole(contextAt({ db }, other, now), { ...han, proposalId: ids.payer });
	now = yield new Date(now.getTime() + 20 * 60_000);
	const words = "Gặp tại phòng 204, xem thẻ công chức.";
	await proposeFactorReset(contextAt({ db }, one, now), { personId: lost.personId, proposalId: ids.lost, words });
}
