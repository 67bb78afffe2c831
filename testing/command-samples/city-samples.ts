import { randomUUID } from "node:crypto";
import { confirmHolidayChange } from "#app/application/working-days/confirm-holiday-change.server.ts";
import { declineHolidayChange } from "#app/application/working-days/decline-holiday-change.server.ts";
import { proposeHolidayChange } from "#app/application/working-days/propose-holiday-change.server.ts";
import { withdrawHolidayChange } from "#app/application/working-days/withdraw-holiday-change.server.ts";
import { auditFilterForm } from "#app/audit-log/audit.forms.ts";
import { checkLog } from "#app/audit-log/check-log.server.ts";
import { exportAudit } from "#app/audit-log/export-audit.server.ts";
import { checkBooks } from "#app/books/check-books.server.ts";
import { exportStatement } from "#app/books/statements/export-statement.server.ts";
import { statementFilterForm } from "#app/books/statements/statement.forms.ts";
import { replaceCertificate, withdrawCertificate } from "#app/certificate/withdraw-certificate.server.ts";
import { decideStop } from "#app/disbursement/stop/decide-stop.server.ts";
import { confirmBudgetChange } from "#app/funding/budget/confirm-budget-change.server.ts";
import { declineBudgetChange } from "#app/funding/budget/decline-budget-change.server.ts";
import { proposeBudgetChange } from "#app/funding/budget/propose-budget-change.server.ts";
import { withdrawBudgetChange } from "#app/funding/budget/withdraw-budget-change.server.ts";
import { createProgramme } from "#app/funding/create-programme.server.ts";
import { publishVersion } from "#app/programme/publish-version.server.ts";
import { exportReport } from "#app/report/export-report.server.ts";
import { noFilter } from "#app/report/report.forms.ts";
import { confirmClosing } from "#app/year-closing/confirm-closing.server.ts";
import { declineClosing } from "#app/year-closing/decline-closing.server.ts";
import { proposeClosing } from "#app/year-closing/propose-closing.server.ts";
import { withdrawClosing } from "#app/year-closing/withdraw-closing.server.ts";
import { budgetChangeOf, JANUARY_AFTER } from "../make-budget.ts";
import { makeCertificate } from "../make-certificate.ts";
import { makeVerifiedClaim } from "../make-claim.ts";
import { makeProgramme, rulesWith } from "../make-programme.ts";
import { sample } from "./sample.ts";
import { agreed, as, type World } from "./world.ts";

const changeOf = ({ programmeId, associationId }: World) =>
	budgetChangeOf({ programmeId, kind: "allot", toAssociation: associationId, amountDong: 1_000_000n });

/** By the first officer, as all that is proposed here. */
function proposedChange(world: World) {
	return proposeBudgetChange(as(world, world.officers[0]), changeOf(world));
}

const budgetSamples = [
	sample(proposeBudgetChange, async (world) => ({ by: world.officers[0], input: changeOf(world) })),
	sample(confirmBudgetChange, async (world) => ({
		by: world.officers[1],
		input: { reference: await proposedChange(world) },
	})),
	sample(declineBudgetChange, async (world) => ({
		by: world.officers[1],
		input: { reference: await proposedChange(world), reason: "Chưa có văn bản." },
	})),
	sample(withdrawBudgetChange, async (world) => ({
		by: world.officers[0],
		input: { reference: await proposedChange(world) },
	})),
];

/** Of a programme of its own, since a year is closed once. */
async function proposedClosing(world: World) {
	const programmeId = await makeProgramme();
	const closing = { closingId: randomUUID(), programmeId, year: 2026 };
	return proposeClosing(as(world, world.officers[0], JANUARY_AFTER), closing);
}

const closingSamples = [
	sample(proposeClosing, async (world) => ({
		by: world.officers[0],
		now: JANUARY_AFTER,
		input: { closingId: randomUUID(), programmeId: await makeProgramme(), year: 2026 },
	})),
	sample(confirmClosing, async (world) => ({
		by: world.officers[1],
		now: JANUARY_AFTER,
		input: { reference: await proposedClosing(world) },
	})),
	sample(declineClosing, async (world) => ({
		by: world.officers[1],
		now: JANUARY_AFTER,
		input: { reference: await proposedClosing(world), reason: "Còn hồ sơ chờ chi." },
	})),
	sample(withdrawClosing, async (world) => ({
		by: world.officers[0],
		now: JANUARY_AFTER,
		input: { reference: await proposedClosing(world) },
	})),
];

const daysOf = (on: string) => ({
	changeId: randomUUID(),
	kind: "off" as const,
	fromOn: on,
	toOn: on,
	nameVi: "Nghỉ thử",
	nameEn: "Day off for a test",
	documentNumber: "12/TB-BNV",
	documentOn: "2026-09-07",
});

/** Late in the next year, so that no clock of another sample moves. */
const proposedDays = (world: World, on: string) => proposeHolidayChange(as(world, world.officers[0]), daysOf(on));

const workingDaySamples = [
	sample(proposeHolidayChange, async (world) => ({ by: world.officers[0], input: daysOf("2027-11-15") })),
	sample(confirmHolidayChange, async (world) => ({
		by: world.officers[1],
		input: { reference: await proposedDays(world, "2027-11-16") },
	})),
	sample(declineHolidayChange, async (world) => ({
		by: world.officers[1],
		input: { reference: await proposedDays(world, "2027-11-17"), reason: "Chưa có văn bản." },
	})),
	sample(withdrawHolidayChange, async (world) => ({
		by: world.officers[0],
		input: { reference: await proposedDays(world, "2027-11-18") },
	})),
];

async function certified(world: World) {
	const application = await agreed(world);
	const { code } = await makeCertificate(world.db, application.id, "funding-decision");
	return { application, code };
}

const certificateSamples = [
	sample(withdrawCertificate, async (world) => ({
		by: world.officers[0],
		input: { code: (await certified(world)).code, reason: "Hóa đơn không có thật." },
	})),
	sample(replaceCertificate, async (world) => ({
		by: world.officers[0],
		input: { code: (await certified(world)).code, reason: "Sai tên." },
	})),
	sample(decideStop, async (world) => {
		const { application, code } = await certified(world);
		await makeVerifiedClaim(world.db, application);
		await withdrawCertificate(as(world, world.officers[0]), { code, reason: "Hóa đơn không có thật." });
		const stops = await world.db
			.selectFrom("paymentStop")
			.select("id")
			.where("applicationId", "=", application.id)
			.execute();
		const stopIds = stops.map(({ id }) => id);
		const { reference } = application;
		return { by: world.officers[1], input: { reference, decision: "go-on" as const, reason: "Đã rõ.", stopIds } };
	}),
];

/** What reads all of a kind, for who reads it at all. */
const readerSamples = [
	sample(checkBooks, async (world) => ({ by: world.finance[0], input: undefined })),
	sample(checkLog, async (world) => ({ by: world.auditor, input: undefined })),
	sample(exportAudit, async (world) => ({
		by: world.auditor,
		input: { filter: auditFilterForm.parse({}), format: "csv" as const },
	})),
	sample(exportReport, async (world) => ({
		by: world.officers[0],
		input: { filter: noFilter, format: "csv" as const },
	})),
	sample(exportStatement, async (world) => ({
		by: world.auditor,
		input: {
			holder: { kind: "programme" as const, id: world.programmeId },
			filter: statementFilterForm.parse({}),
		},
	})),
];

export const citySamples = [
	sample(createProgramme, async (world) => ({
		by: world.officers[0],
		input: {
			id: `programme-${randomUUID().slice(0, 8)}`,
			nameVi: "Chương trình thử",
			nameEn: "A programme for a test",
			opensOn: "2026-10-01",
			closesOn: "2026-12-31",
			budgetDong: 1_000_000_000n,
		},
	})),
	sample(publishVersion, async (world) => ({
		by: world.officers[0],
		input: { programmeId: await makeProgramme(), effectiveFrom: "2026-11-01", rules: rulesWith({}) },
	})),
	...budgetSamples,
	...closingSamples,
	...workingDaySamples,
	...certificateSamples,
	...readerSamples,
];
