import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { lapseAgreement } from "#app/agreement/lapse-agreement.server.ts";
import { withdrawApplication } from "#app/application/withdraw-application.server.ts";
import { cancelApplication } from "#app/claim/ending/cancel-application.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { acceptForAll } from "./accept-for-all.ts";
import { decideAsRead as decide } from "./as-read.ts";
import { makeFindings } from "./make-findings.ts";
import { basisOf, makeSubmittedApplication, takeUp } from "./make-review.ts";
import { contextOf } from "./makers.ts";
import type { MoneyModel } from "./money-model.ts";
import type { ModelApplication } from "./money-model-things.ts";
import { applicationsOf, deskOf, type MoneyHouse, ownerOf, step } from "./money-step.ts";

const AFTER_ALL_DEADLINES = new Date("2026-12-30T03:00:00Z");

const inProgress = (model: MoneyModel, business: number, item: string) =>
	model.applications.some((each) => each.business === business && each.item === item && each.state === "in_review");

/** Submitted, and taken up by a reviewer. */
export const submit = fc
	.record({
		business: fc.nat(2),
		association: fc.nat(1),
		item: fc.constantFrom("DX-SOLUTION", "DX-CONSULT"),
		price: fc.nat(20),
	})
	.chain(({ business, association, item, price }) =>
		step(
			`submit(${item})`,
			() => [null],
			() => true,
			(_nothing, model, house) => {
				const left = model.ceilingLeft(business, item);
				const priceDong = BigInt(8 + price * 4) * 1_000_000n;
				const half = priceDong / 2n;
				const allowedDong = half < left ? half : left;
				const desk = house.associations[association];
				const applicant = house.businesses[business];
				assert(desk && applicant, "made at the beginning");
				return {
					allowed: !inProgress(model, business, item) && allowedDong > 0n,
					run: async () => {
						const where = { programmeId: house.programmeId, associationId: desk.id };
						const made = await makeSubmittedApplication(house.db, {
							...where,
							business: applicant,
							provider: house.providers[business],
							prices: [[item, priceDong]],
						});
						const { reference } = made;
						await takeUp(contextOf(house.db, desk.reviewer), reference);
						return made;
					},
					done: (result) => {
						const { reference, id } = result as { reference: string; id: string };
						const which = { reference, id, business, association, item };
						model.applications.push({
							...which,
							priceDong,
							allowedDong,
							approvedDong: 0n,
							state: "in_review",
							own: null,
							ended: false,
						});
					},
				};
			},
		),
	);

async function costLineOf(house: MoneyHouse, { id }: ModelApplication): Promise<string> {
	const row = await house.db
		.selectFrom("costLine")
		.innerJoin("submission", "submission.id", "costLine.submissionId")
		.select("costLine.id")
		.where("submission.applicationId", "=", id)
		.executeTakeFirstOrThrow();
	return row.id;
}

/** All that the rules allow, or some quarters of it. */
export const approve = fc.integer({ min: 1, max: 4 }).chain((quarters) =>
	step(
		"approve",
		applicationsOf,
		({ state }) => state === "in_review",
		async (application, model, house) => {
			const { reference, business, association, item, allowedDong, state } = application;
			const approvedDong = (allowedDong * BigInt(quarters)) / 4n;
			const fits =
				approvedDong <= model.purse(association).available && approvedDong <= model.ceilingLeft(business, item);
			const costLineId = await costLineOf(house, application);
			return {
				allowed: state === "in_review" && fits && approvedDong > 0n,
				run: async () => {
					const { reviewer } = deskOf(house, application);
					if (state === "in_review") await makeFindings(house.db, reviewer, reference);
					await decide(contextOf(house.db, reviewer), {
						reference,
						decisionId: randomUUID(),
						kind: "approve_in_part",
						lines: [{ costLineId, approvedDong }],
						reasons: "Đúng quy định.",
					});
				},
				done: () => Object.assign(application, { approvedDong, state: "approved" }) && undefined,
			};
		},
	),
);

/** A step that takes an application from one state to another, or is refused in any other. */
function move(
	name: string,
	{ from, to }: { from: ModelApplication["state"]; to: ModelApplication["state"] },
	run: (house: MoneyHouse, application: ModelApplication) => Promise<unknown>,
) {
	const fits = ({ state }: ModelApplication) => state === from;
	return step(name, applicationsOf, fits, (application, _model, house) => ({
		// Doing again what was done is allowed, and changes nothing.
		allowed: fits(application) || (application.state === to && (to === "withdrawn" || to === "agreed")),
		run: () => run(house, application),
		done: () => {
			application.state = to;
		},
	}));
}

export const reject = move("reject", { from: "in_review", to: "rejected" }, async (house, application) =>
	decide(contextOf(house.db, deskOf(house, application).reviewer), {
		reference: application.reference,
		decisionId: randomUUID(),
		kind: "reject",
		lines: [],
		reasons: "Nội dung đề nghị không thuộc các nội dung được chương trình hỗ trợ.",
		basis: await basisOf(house.db, application.reference),
	}),
);

export const withdraw = move("withdraw", { from: "in_review", to: "withdrawn" }, (house, application) =>
	withdrawApplication(contextOf(house.db, ownerOf(house, application)), { reference: application.reference }),
);

export const accept = move("accept", { from: "approved", to: "agreed" }, (house, application) =>
	acceptForAll(house.db, { owner: ownerOf(house, application), reference: application.reference }),
);

/** A job, which is never refused: it finds something to do or not. */
export const lapse = step(
	"lapse",
	applicationsOf,
	({ state }) => state === "approved",
	(application) => ({
		allowed: true,
		run: () => lapseAgreement(systemContext("test", AFTER_ALL_DEADLINES), { applicationId: application.id }),
		done: (lapsed) => {
			assert(lapsed === (application.state === "approved"), "an approval lapses, and nothing else");
			if (lapsed) application.state = "lapsed";
		},
	}),
);

const cancellable = (application: ModelApplication, model: MoneyModel) =>
	application.state === "agreed" &&
	model.costsOf(application, "submitted", "returned", "verified").length === 0 &&
	// An advance binds until it has come back.
	(model.advanceOf(application)?.payment?.state ?? "paid") === "paid" &&
	(model.advanceOf(application) === undefined || model.advanceOf(application)?.payment !== null) &&
	model.outstanding(application) === 0n;

export const cancel = step("cancel", applicationsOf, cancellable, (application, model, house) => ({
	allowed: cancellable(application, model),
	run: () =>
		cancelApplication(contextOf(house.db, deskOf(house, application).manager), {
			reference: application.reference,
			reasons: "Ngừng dự án.",
		}),
	done: () => {
		application.state = "cancelled";
	},
}));
