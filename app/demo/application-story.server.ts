import { addDocument } from "#app/application/add-document.server.ts";
import { saveLines } from "#app/application/save-lines.server.ts";
import { startApplication } from "#app/application/start-application.server.ts";
import { submittedCase } from "#app/application/submission.server.ts";
import { submitApplication } from "#app/application/submit-application.server.ts";
import { withdrawApplication } from "#app/application/withdraw-application.server.ts";
import { completeAssessment } from "#app/assessment/complete-assessment.server.ts";
import { frameworkInForce } from "#app/assessment/framework/frameworks.server.ts";
import { saveAnswers } from "#app/assessment/save-answers.server.ts";
import { startAssessment } from "#app/assessment/start-assessment.server.ts";
import type { Actor } from "#app/house/access.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { casePage } from "#app/review/case/case-page.server.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import type { Condition } from "#app/review/finding/finding.rules.ts";
import { recordFinding } from "#app/review/finding/record-finding.server.ts";
import { takeUpCase } from "#app/review/take-up-case.server.ts";
import { decideAsRead as decide } from "./as-read.server.ts";
import { declareFigures, demoTaxCode } from "./businesses.server.ts";
import { type Cast, contextAt, notBefore } from "./cast.ts";
import { providers, trades } from "./names.ts";
import { answeredInvoices, payingStory } from "./paying-story.server.ts";
import { uuidFrom } from "./random.ts";
import { addressOf } from "./signing.server.ts";
import type { Story } from "./theatre.ts";

/** Measures a business, from not started to advanced, as its size makes likely. */
async function measure(cast: Pick<Cast, "db" | "random" | "business">, now: Date, lift = 0): Promise<void> {
	const { db, random, business } = cast;
	const ctx = contextAt(cast, business.owner, now);
	const assessmentId = uuidFrom(random);
	const framework = await frameworkInForce(db, now);
	const base = { micro: 0.2, small: 0.36, medium: 0.5, larger: 0.6 }[business.size] + lift;
	const answers = framework.pillars.flatMap(({ questions }) => {
		const share = Math.min(0.95, Math.max(0.03, base + (random.next() - 0.5) * 0.4));
		return questions.map(({ id }) => [id, scoreNear(share * 5 + random.next() - 0.5)]);
	});
	await startAssessment(ctx, { assessmentId, token: null });
	await saveAnswers(ctx, { token: null, assessmentId, answers: Object.fromEntries(answers) });
	await completeAssessment(ctx, { token: null, assessmentId });
}

function scoreNear(value: number): number {
	return Math.min(5, Math.max(0, Math.round(value)));
}

/** What together passes the limit above which a second person decides. */
const bothItems = [
	["DX-CONSULT", "Tư vấn lộ trình chuyển đổi số toàn doanh nghiệp"],
	["DX-SOLUTION", "Hệ thống hoạch định nguồn lực (ERP)"],
] as const;

/** What any business can ask for beside what its trade makes likely. */
const anyItems = [
	["DX-SOLUTION", "Phần mềm bán hàng"],
	["IP-CONSULT", "Tư vấn đăng ký nhãn hiệu"],
	["TECH-TRANSFER", "Tư vấn nhận chuyển giao quy trình số"],
] as const;

/** As the catalogue or the adviser network would have it. */
function listingName(supportItemCode: string, { serial, name }: (typeof providers)[number]): string {
	if (supportItemCode !== "DX-SOLUTION") return `Tư vấn viên TVV-${String(serial).padStart(4, "0")}`;
	return `Bộ giải pháp ${name.split(" ").slice(-2).join(" ")}`;
}

function lineFor({ random, business, ending }: Cast, provider: (typeof providers)[number]) {
	const trade = trades.find(({ section }) => section === business.section) ?? trades[0];
	const items = ending === "recommended" ? bothItems : (trade?.item ?? []);
	// Ceilings are for an item and a year, and two applications of a business may fall into one year.
	const isFree = ([code]: readonly [string, string]) =>
		!business.bought.has(code) && !(business.size === "micro" && code === "DX-CONSULT");
	const fitting = items.filter(isFree);
	const [supportItemCode, description] = random.pick(fitting.length > 0 ? fitting : anyItems.filter(isFree));
	business.bought.add(supportItemCode);
	const million =
		business.size === "micro"
			? random.between(12, 60)
			: business.size === "small"
				? random.between(40, 160)
				: // What waits for a second person comes above the amount that asks for one, whatever is drawn.
					random.between(ending === "recommended" ? 210 : 90, 320);
	return {
		supportItemCode,
		description,
		listingName: listingName(supportItemCode, provider),
		providerName: provider.name,
		providerTaxCode: demoTaxCode(provider.serial).digits,
		providerEmail: addressOf(demoTaxCode(provider.serial).digits),
		price: String(million * 1_000_000 + random.between(0, 9) * 100_000),
	};
}

function wishedLine({ priceDong, ...line }: NonNullable<Cast["line"]>, provider: (typeof providers)[number]) {
	const { digits } = demoTaxCode(provider.serial);
	const listed = listingName(line.supportItemCode, provider);
	return {
		...line,
		listingName: listed,
		providerName: provider.name,
		providerTaxCode: digits,
		providerEmail: addressOf(digits),
		price: String(priceDong),
	};
}

/** One whose invoice has been verified already, so that another can be nearly the same. */
async function providerOfEarlier(db: Cast["db"]): Promise<(typeof providers)[number]> {
	const { sellerTaxCode } = await answeredInvoices(db).select("sellerTaxCode").executeTakeFirstOrThrow();
	const provider = providers.find(({ serial }) => demoTaxCode(serial).digits === sellerTaxCode);
	if (!provider) throw new Error(`${sellerTaxCode} is none of the demo's providers`);
	return provider;
}

async function fillIn(cast: Cast, reference: string, now: Date): Promise<void> {
	const ctx = contextAt(cast, cast.business.owner, now);
	const provider = cast.nearMatch ? await providerOfEarlier(cast.db) : cast.random.pick(providers);
	const hasTwo = cast.ending === "recommended" || (cast.business.bought.size === 0 && cast.random.chance(0.3));
	const lines = cast.line
		? [wishedLine(cast.line, provider)]
		: Array.from({ length: hasTwo ? 2 : 1 }, () => lineFor(cast, provider));
	await saveLines(ctx, { reference, draftVersion: 1, lines });
	const seen = new Set<string>();
	for (const { providerName } of lines) {
		if (seen.has(providerName)) continue;
		seen.add(providerName);
		await addDocument(ctx, {
			reference,
			documentId: uuidFrom(cast.random),
			kind: "quotation",
			fileName: `bao-gia-${seen.size}.pdf`,
			bytes: cast.quotations.get(providerName) ?? Buffer.from("%PDF-1.4\n"),
		});
	}
}

const rejections = [
	{
		rule: "solution-published",
		reasons: "Giải pháp trong báo giá chưa được công bố theo Thông tư 06/2022/TT-BKHĐT, Điều 7.",
	},
	{ rule: "ceiling", reasons: "Báo giá và nội dung đề nghị không cùng một giải pháp, nên không tính được số hỗ trợ." },
	{ rule: "sector", reasons: "Nội dung thuộc chi phí vận hành thường xuyên, không thuộc nội dung được hỗ trợ." },
] as const;

/** The source of a rule that the submission of an application was judged by. */
async function basisOf({ db }: Cast, reference: string, rule: (typeof rejections)[number]["rule"]): Promise<string> {
	const { submissionId } = await db
		.selectFrom("application")
		.select("submissionId")
		.where("reference", "=", reference)
		.executeTakeFirstOrThrow();
	const { outcomes } = await submittedCase(db, submissionId ?? "");
	return (outcomes.find((outcome) => outcome.rule === rule) ?? outcomes[0])?.legalReference.vi ?? "";
}

/** Working days after its last claim until a business measures itself once more. */
const MEASURED_AGAIN_AFTER = 60;

/** Looks up what no machine can check, and writes down where. */
async function judgeConditions(
	{ db, random }: Cast,
	reviewer: Actor,
	{ reference, now }: { reference: string; now: Date },
): Promise<void> {
	const page = await casePage(db, reviewer, reference, now);
	if (page?.access !== "open") throw new Error(`${reference} is not open to ${reviewer.name}`);
	for (const condition of page.conditions) {
		await recordFinding(contextAt({ db }, reviewer, now), {
			reference,
			findingId: uuidFrom(random),
			condition: condition.id,
			result: "met",
			lookedAt: lookedAt[condition.kind],
			lookedOn: plainDateAt(now),
		});
	}
}

const lookedAt = {
	rule: "Trang công bố của nhà cung cấp và danh sách mạng lưới tư vấn viên, có tên đúng như hồ sơ.",
	tie: "Đăng ký doanh nghiệp của hai bên trên Cổng thông tin quốc gia: khác chủ, khác trụ sở; doanh nghiệp gửi kèm ba báo giá.",
	price: "Báo giá gồm cả chuyển dữ liệu và đào tạo tại chỗ; hai báo giá khác cùng mức.",
} satisfies Record<Condition["kind"], string>;

function submissionOf({ calendar, random, submittedAgo }: Cast, now: Date): Date {
	const waited = random.between(0, 2);
	return submittedAgo === undefined
		? calendar.later(now, waited, random)
		: calendar.workingDaysAgo(submittedAgo, random);
}

/** The sample for a second person: not at random, since the demo is one and the same play. */
function drawnBy(decisionId: string) {
	return (oneIn: number) => Number.parseInt(decisionId.slice(0, 6), 16) % oneIn === 0;
}

async function confirm(
	cast: Cast,
	second: Actor,
	{ now, reference, confirms }: { now: Date; reference: string; confirms: string },
): Promise<void> {
	const ctx = contextAt(cast, second, now);
	await declareConflict(ctx, { reference, hasConflict: false, note: "" });
	const decisionId = uuidFrom(cast.random);
	await decide(ctx, { reference, decisionId, confirms, kind: "approve", lines: [], reasons: "" });
}

/** One application, from the first form to where it ends. */
export async function* applicationStory(cast: Cast): Story {
	const { db, calendar, random, business, ending, reviewers } = cast;
	const later = (moment: Date, days: number) => calendar.later(moment, days, random);
	const owner = (now: Date) => contextAt(cast, business.owner, now);

	let now = yield cast.startsAt;
	await declareFigures(owner(now), business);
	await measure(cast, now);
	now = yield later(now, 1);
	const reference = await startApplication(owner(now), {
		applicationId: uuidFrom(random),
		businessId: business.id,
		programmeId: cast.programmeId,
		associationId: business.associationId,
	});
	now = yield later(now, 0);
	await fillIn(cast, reference, now);
	if (ending === "draft") return;

	now = yield submissionOf(cast, now);
	await declareFigures(owner(now), business);
	await submitApplication(owner(now), { reference, submissionId: uuidFrom(random) });
	if (ending === "withdrawn") {
		now = yield later(now, 2);
		await withdrawApplication(owner(now), { reference });
	}
	if (ending === "submitted" || ending === "withdrawn") return;

	const isReserved = ["approved", "provider waiting", "provider declined"].includes(ending);
	const isOpen = ending === "recommended" || isReserved;
	// So what waits for a second person at the desk that is shown waits for the one whom the demo calls the second.
	const isFirst = cast.reviewedBy === undefined ? cast.isShown || random.chance(0.5) : cast.reviewedBy === 0;
	const [first, second] = isFirst ? reviewers : ([reviewers[1], reviewers[0]] as const);
	now = yield later(now, random.between(1, 4));
	const note = ending === "locked" ? "Anh ruột là giám đốc của doanh nghiệp." : "";
	await declareConflict(contextAt(cast, first, now), { reference, hasConflict: ending === "locked", note });
	if (ending === "locked") return;
	await takeUpCase(contextAt(cast, first, now), { reference });
	if (ending === "in_review") return;

	if (ending === "changes_requested" || (!isOpen && random.chance(0.15))) {
		now = yield later(now, 1);
		await decide(contextAt(cast, first, now), {
			reference,
			decisionId: uuidFrom(random),
			kind: "request_changes",
			lines: [],
			reasons: "Nhờ bổ sung báo giá có chữ ký của nhà cung cấp.",
		});
		if (ending === "changes_requested") return;
		now = yield later(now, random.between(1, 3));
		await declareFigures(owner(now), business);
		await submitApplication(owner(now), { reference, submissionId: uuidFrom(random) });
	}

	const answered = later(now, random.between(2, ending === "recommended" ? 4 : 8));
	now = yield notBefore(cast, answered, isReserved ? random.between(2, 7) : undefined);
	const decisionId = uuidFrom(random);
	const refusal = ending === "rejected" ? random.pick(rejections) : null;
	if (ending !== "rejected") await judgeConditions(cast, first, { reference, now });
	const kind = refusal ? "reject" : "approve";
	const said = refusal
		? { reasons: refusal.reasons, basis: await basisOf(cast, reference, refusal.rule) }
		: { reasons: "" };
	await decide(contextAt(cast, first, now), { reference, decisionId, kind, lines: [], ...said }, drawnBy(decisionId));
	if (ending === "rejected" || ending === "recommended") return;

	const after = await db
		.selectFrom("application")
		.select(["id", "state"])
		.where("reference", "=", reference)
		.executeTakeFirstOrThrow();
	if (after.state === "recommended") {
		now = yield later(now, 1);
		await confirm(cast, second, { reference, confirms: decisionId, now });
	}
	yield* payingStory(cast, { applicationId: after.id, reference, reviewer: first, approvedAt: now });
	if (ending === "completed" && plainDateAt(now) < calendar.workingDayAgo(MEASURED_AGAIN_AFTER + 1)) {
		now = yield later(now, MEASURED_AGAIN_AFTER);
		await measure(cast, now, 0.15);
	}
}
