import fc from "fast-check";
import { expect, test } from "vitest";
import { type CreditTransfer, creditTransferXml, toBankText } from "./credit-transfer.ts";

const payer = { name: "Sở Tài chính Thành phố Hồ Chí Minh", account: "0009990001", bankBin: "970436" };
const sentAt = new Date("2026-09-07T17:30:00Z");
const executesOn = "2026-09-08";

const transfer: CreditTransfer = {
	reference: "CT-2026-000007",
	accountName: "CÔNG TY TNHH “MỘC & ĐÁ” <SỐ 1>",
	account: "0071004471",
	bankBin: "970415",
	bankName: "Ngân hàng TMCP Công Thương Việt Nam",
	amountDong: 50_000_000n,
	remittance: "Hỗ trợ chuyển đổi số, hồ sơ HS-2026-000001",
};

test("a batch reads as the standard has it, element by element", () => {
	expect(
		creditTransferXml({ reference: "DC-2026-000003", sentAt, executesOn, payer, transfers: [transfer] }),
	).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
	<CstmrCdtTrfInitn>
		<GrpHdr>
			<MsgId>DC-2026-000003</MsgId>
			<CreDtTm>2026-09-07T17:30:00.000Z</CreDtTm>
			<NbOfTxs>1</NbOfTxs>
			<CtrlSum>50000000</CtrlSum>
			<InitgPty>
				<Nm>So Tai chinh Thanh pho Ho Chi Minh</Nm>
			</InitgPty>
		</GrpHdr>
		<PmtInf>
			<PmtInfId>DC-2026-000003</PmtInfId>
			<PmtMtd>TRF</PmtMtd>
			<BtchBookg>false</BtchBookg>
			<NbOfTxs>1</NbOfTxs>
			<CtrlSum>50000000</CtrlSum>
			<ReqdExctnDt>
				<Dt>2026-09-08</Dt>
			</ReqdExctnDt>
			<Dbtr>
				<Nm>So Tai chinh Thanh pho Ho Chi Minh</Nm>
			</Dbtr>
			<DbtrAcct>
				<Id>
					<Othr>
						<Id>0009990001</Id>
					</Othr>
				</Id>
				<Ccy>VND</Ccy>
			</DbtrAcct>
			<DbtrAgt>
				<FinInstnId>
					<ClrSysMmbId>
						<MmbId>970436</MmbId>
					</ClrSysMmbId>
				</FinInstnId>
			</DbtrAgt>
			<ChrgBr>DEBT</ChrgBr>
			<CdtTrfTxInf>
				<PmtId>
					<EndToEndId>CT-2026-000007</EndToEndId>
				</PmtId>
				<Amt>
					<InstdAmt Ccy="VND">50000000</InstdAmt>
				</Amt>
				<CdtrAgt>
					<FinInstnId>
						<ClrSysMmbId>
							<MmbId>970415</MmbId>
						</ClrSysMmbId>
						<Nm>Ngan hang TMCP Cong Thuong Viet Nam</Nm>
					</FinInstnId>
				</CdtrAgt>
				<Cdtr>
					<Nm>CONG TY TNHH MOC DA SO 1</Nm>
				</Cdtr>
				<CdtrAcct>
					<Id>
						<Othr>
							<Id>0071004471</Id>
						</Othr>
					</Id>
					<Ccy>VND</Ccy>
				</CdtrAcct>
				<RmtInf>
					<Ustrd>Ho tro chuyen doi so, ho so HS-2026-000001</Ustrd>
				</RmtInf>
			</CdtTrfTxInf>
		</PmtInf>
	</CstmrCdtTrfInitn>
</Document>
`);
});

test("no text of people breaks the file or leaves the characters of banks", { timeout: 60_000 }, () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary" }), (text) => {
			const plain = toBankText(text, 140);
			expect(plain).toMatch(/^[a-zA-Z0-9/\-?:().,'+ ]{0,140}$/);
			expect(plain).not.toMatch(/^\/|\/\/|\/$/);
			const xml = creditTransferXml({
				reference: "DC-1",
				sentAt,
				executesOn,
				payer,
				transfers: [{ ...transfer, accountName: `A${text}` }],
			});
			expect(xml.match(/<(?![?/])/g)).toHaveLength(xml.match(/<\//g)?.length ?? 0);
		}),
		{ numRuns: 50 },
	);
	expect(toBankText("O'Neill", 140)).toBe("O'Neill");
	expect(toBankText("O’Neill \u2212 A\u2011B", 140)).toBe("O'Neill - A-B");
	const apostrophe = creditTransferXml({
		reference: "DC-1",
		sentAt,
		executesOn,
		payer: { ...payer, name: "O'Neill" },
		transfers: [transfer],
	});
	expect(apostrophe).toContain("<Nm>O&apos;Neill</Nm>");
});

test("count and sum are those of the payments, in whole đồng, and the same batch is the same file", () => {
	fc.assert(
		fc.property(fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), { minLength: 1, maxLength: 30 }), (amounts) => {
			const transfers = amounts.map((amountDong, at) => ({ ...transfer, reference: `CT-2026-${at}`, amountDong }));
			const file = { reference: "DC-2026-000003", sentAt, executesOn, payer, transfers };
			const xml = creditTransferXml(file);
			const totalDong = amounts.reduce((sum, amount) => sum + amount, 0n);
			expect(xml.match(/<NbOfTxs>(\d+)<\/NbOfTxs>/g)).toEqual(Array(2).fill(`<NbOfTxs>${amounts.length}</NbOfTxs>`));
			expect(xml.match(/<CtrlSum>\d+<\/CtrlSum>/g)).toEqual(Array(2).fill(`<CtrlSum>${totalDong}</CtrlSum>`));
			expect([...xml.matchAll(/Ccy="VND">(\d+)</g)].map(([, amount]) => BigInt(amount ?? 0))).toEqual(amounts);
			expect(creditTransferXml(file)).toBe(xml);
		}),
	);
});
