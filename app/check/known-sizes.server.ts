import { isStaffBand, staffBands } from "#app/assessment/size-question.tsx";
import { figuresAreCurrent } from "#app/business/business.rules.ts";
import { ownBusiness } from "#app/business/own-business.server.ts";
import { type BusinessFigures, type SizeClass, sizeClassOf } from "#app/business/size-class.rules.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { findActor } from "#app/identity/session.server.ts";
import { economicSection } from "#app/kernel/economic-sections.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { type CeilingBySize, ceilingsBySize } from "#app/programme/ceilings-by-size.rules.ts";
import type { ProgrammeRules } from "#app/programme/programme.rules.ts";
import { openProgrammes } from "#app/programme/programme-in-force.server.ts";
import { checkForm } from "./check.forms.ts";
import { rememberedAnswers } from "./check-answers.server.ts";

/** What open programmes pay by support item, of the sizes that the asking business may have. */
export async function knownCeilings(
	request: Request,
	today: PlainDate,
): Promise<{ ceilings: Record<string, CeilingBySize[]>; sizeKnown: boolean }> {
	const [open] = await openProgrammes(db, today);
	const sizes = open ? await knownSizes(request, open.rules) : null;
	return { ceilings: open ? ceilingsBySize(open.rules, today, sizes ?? undefined) : {}, sizeKnown: sizes !== null };
}

type Rules = Pick<ProgrammeRules, "sizeClasses" | "supportItems">;

/**
 * The sizes that the asking business may have: by its figures where it has entered them, by what its visitor has just
 * checked, or by the number of staff chosen in the address; null where nothing is known.
 */
async function knownSizes(request: Request, rules: Rules): Promise<readonly SizeClass[] | null> {
	const actor = await findActor(request);
	const business = actor && (await ownBusiness(db, actor));
	const figures = business?.figures;
	if (business && figures && figuresAreCurrent(figures.year, plainDateAt(now()))) {
		return sizesOf(rules, { ...figures, section: business.section });
	}
	const band = new URL(request.url).searchParams.get("size");
	if (isStaffBand(band)) return staffBands[band];
	const codes = rules.supportItems.map(({ code }) => code);
	const figuresForm = checkForm(codes).pick({ section: true, employees: true, revenueDong: true, capitalDong: true });
	const checked = figuresForm.safeParse({ revenueDong: "", ...rememberedAnswers(request) });
	return checked.success ? sizesOf(rules, checked.data) : null;
}

function sizesOf(rules: Rules, { section, ...figures }: Omit<BusinessFigures, "sectorGroup"> & { section: string }) {
	const sectorGroup = economicSection(section)?.sectorGroup ?? "none";
	return sectorGroup === "none" ? null : [sizeClassOf(rules.sizeClasses, { ...figures, sectorGroup }).sizeClass];
}
