import { randomUUID } from "node:crypto";
import { createProgramme } from "#app/funding/create-programme.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { decree80Programme2026Rules } from "#app/programme/decree-80-article-11.ts";
import type { ProgrammeRulesJson } from "#app/programme/programme-rules.schema.ts";
import { publishVersion } from "#app/programme/publish-version.server.ts";
import { makeBudgetChange, makeOfficers } from "./make-budget.ts";

type Wishes = {
	id?: string;
	opensOn?: PlainDate;
	closesOn?: PlainDate;
	budgetDong?: bigint;
	rules?: ProgrammeRulesJson;
	/** Who gets an envelope, and of how much. */
	envelopes?: Record<string, bigint>;
};

/** A programme of 2026 under Decree 80, open all year, with 10 billion đồng and the envelopes asked for. Its id. */
export async function makeProgramme({ envelopes = {}, rules, ...wishes }: Wishes = {}): Promise<string> {
	const ctx = systemContext("test", new Date("2026-01-05T02:00:00Z"));
	const programme = {
		id: `programme-${randomUUID().slice(0, 8)}`,
		opensOn: "2026-01-05",
		closesOn: "2026-12-31",
		budgetDong: 10_000_000_000n,
		...wishes,
	};
	await createProgramme(ctx, { ...programme, nameVi: `Chương trình ${programme.id}`, nameEn: programme.id });
	await publishVersion(ctx, {
		programmeId: programme.id,
		effectiveFrom: programme.opensOn,
		rules: rules ?? rulesWith({}),
	});
	const allotments = Object.entries(envelopes);
	const officers = allotments.length > 0 ? await makeOfficers(ctx.db) : undefined;
	for (const [toAssociation, amountDong] of allotments) {
		const allotment = { programmeId: programme.id, kind: "allot", toAssociation, amountDong } as const;
		await makeBudgetChange(ctx.db, allotment, { officers, now: ctx.now });
	}
	return programme.id;
}

/**
 * The rules of 2026 with other settings. Amounts are texts of whole đồng, as they are stored. Nothing is drawn for a second
 * person unless asked for, so that an approval goes the same way each time.
 */
export function rulesWith(settings: Partial<ProgrammeRulesJson["settings"]>): ProgrammeRulesJson {
	const usual = { ...decree80Programme2026Rules.settings, secondPersonSampleOneIn: null };
	return { ...decree80Programme2026Rules, settings: { ...usual, ...settings } };
}
