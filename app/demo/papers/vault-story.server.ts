import { describeDocument } from "#app/application/vault/describe-document.server.ts";
import { sendToVault } from "#app/application/vault/send-to-vault.server.ts";
import { ownBusiness } from "#app/business/own-business.server.ts";
import type { Actor } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { yearOf } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { addWorkingDays } from "#app/kernel/working-days.ts";
import type { Database } from "#db/connection.server.ts";
import type { Calendar } from "../calendar.ts";
import { contextAt } from "../cast.ts";
import { randomFrom, uuidFrom } from "../random.ts";
import { paperPdf } from "./quotation.ts";

/** The owner whom the demo lets in has papers in the vault that no application uses yet; one is still to be sorted. */
export async function leaveInVault(stage: { db: Database; calendar: Calendar; owner: Actor }): Promise<void> {
	const { db, calendar, owner } = stage;
	const ctx = contextAt({ db }, owner, calendar.now);
	const business = await ownBusiness(db, owner);
	assert(business, "the owner of the demo acts for a business");
	const from = { from: business.legalName, taxCode: formatTaxCode(business.taxCode), signedBy: "Người đại diện" };
	const random = randomFrom(994);
	const year = yearOf(calendar.today) - 1;
	const papers = [
		{
			...{ fileName: `bao-cao-tai-chinh-${year}.pdf`, title: `Báo cáo tài chính năm ${year}` },
			said: { kind: "financial-report", validUntil: `${year + 2}-03-31` },
		},
		{
			...{ fileName: "bao-gia-tu-van-say-go.pdf", title: "Báo giá tư vấn công nghệ sấy gỗ" },
			said: { kind: "quotation", validUntil: addWorkingDays(calendar.today, 7, await readHolidays(db)) },
		},
		{ fileName: "dang-ky-kinh-doanh.pdf", title: "Giấy chứng nhận đăng ký doanh nghiệp", said: null },
	] as const;
	for (const { fileName, title, said } of papers) {
		const documentId = uuidFrom(random);
		const bytes = await paperPdf({ ...from, title, lines: ["Bản sao để nộp cùng hồ sơ đề nghị hỗ trợ."] });
		await sendToVault(ctx, { documentId, fileName, bytes });
		if (said) await describeDocument(ctx, { documentId, ...said });
	}
}
