import { describe, expect, test } from "vitest";
import type { AnswerRow } from "../answer-row.ts";
import { readAnswer, rowsOf } from "../read-answer.server.ts";

// Every form that ISO 20022 leaves open and that matters here, with what is done: pain.002 (CustomerPaymentStatusReport),
// camt.053 (BankToCustomerStatement), camt.054 (BankToCustomerDebitCreditNotification), all versions.

const rows = (text: string) => rowsOf(readAnswer(new TextEncoder().encode(text)), null) ?? [];

const document = (inner: string, name = "camt.053.001.08") =>
	`<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:${name}">${inner}</Document>`;
const statement = (entry: string, account = "<Acct><Id><Othr><Id>0009990001</Id></Othr></Id><Ccy>VND</Ccy></Acct>") =>
	document(
		`<BkToCstmrStmt><GrpHdr><CreDtTm>2026-11-29T08:00:00+07:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id>${account}${entry}</Stmt></BkToCstmrStmt>`,
	);

type Parts = { amount?: string; side?: string; status?: string; day?: string; more?: string; details?: string };

const OURS = "<Refs><EndToEndId>CT-2026-00017</EndToEndId></Refs>";
const entry = ({
	amount = '<Amt Ccy="VND">4800000</Amt>',
	side = "DBIT",
	status = "<Cd>BOOK</Cd>",
	day = "<BookgDt><Dt>2026-11-26</Dt></BookgDt>",
	more = "",
	details = `<NtryDtls><TxDtls>${OURS}</TxDtls></NtryDtls>`,
}: Parts = {}) => `<Ntry>${amount}<CdtDbtInd>${side}</CdtDbtInd>${more}<Sts>${status}</Sts>${day}${details}</Ntry>`;
const transaction = (inner: string, around = "") => ({
	details: `<NtryDtls>${around}<TxDtls>${inner}</TxDtls></NtryDtls>`,
});
const refs = (inner: string, more = "") => transaction(`<Refs>${inner}</Refs>${more}`);

const paid: Partial<AnswerRow> = {
	reference: "CT-2026-00017",
	answer: "paid",
	amountDong: 4_800_000n,
	on: "2026-11-26",
	batch: null,
};
const unnamed: Partial<AnswerRow> = { ...paid, reference: "" };

describe("an entry of a statement", () => {
	test.each<[string, Parts, Partial<AnswerRow> | null]>([
		["BookgDt/Dt", {}, paid],
		["BookgDt/Dt with a zone", { day: "<BookgDt><Dt>2026-11-26+07:00</Dt></BookgDt>" }, paid],
		["BookgDt/DtTm: the day here", { day: "<BookgDt><DtTm>2026-11-25T17:30:00Z</DtTm></BookgDt>" }, paid],
		[
			"BookgDt/DtTm of nine decimals",
			{ day: "<BookgDt><DtTm>2026-11-26T00:00:00.000000000+07:00</DtTm></BookgDt>" },
			paid,
		],
		["BookgDt as text", { day: "<BookgDt>2026-11-26</BookgDt>" }, paid],
		["ValDt where there is no BookgDt", { day: "<ValDt><Dt>2026-11-26</Dt></ValDt>" }, paid],
		[
			"RltdDts/IntrBkSttlmDt where the entry has no day",
			{ day: "", ...transaction(`${OURS}<RltdDts><IntrBkSttlmDt>2026-11-26</IntrBkSttlmDt></RltdDts>`) },
			paid,
		],
		["no day: not the statement's moment", { day: "" }, { ...paid, on: null }],
		["a day that is none", { day: "<BookgDt><Dt>2026-02-30</Dt></BookgDt>" }, { ...paid, on: null }],
		["Amt with decimals of nothing", { amount: '<Amt Ccy="VND">+04800000.000</Amt>' }, paid],
		["Amt without a currency, in an account of đồng", { amount: "<Amt>4800000</Amt>" }, paid],
		[
			"Amt with a part of a đồng",
			{ amount: '<Amt Ccy="VND">4800000.5</Amt>' },
			{ ...paid, answer: "unclear", amountDong: null },
		],
		[
			"Amt grouped, which the standard does not allow",
			{ amount: '<Amt Ccy="VND">4.800.000</Amt>' },
			{ ...paid, answer: "unclear", amountDong: null },
		],
		[
			"Amt in another currency",
			{ amount: '<Amt Ccy="USD">188</Amt>' },
			{ ...paid, answer: "unclear", amountDong: null },
		],
		[
			"TxDtls/Amt before the entry's",
			{ amount: '<Amt Ccy="VND">1</Amt>', ...transaction(`${OURS}<Amt Ccy="VND">4800000</Amt>`) },
			paid,
		],
		[
			"AmtDtls/TxAmt alone",
			{ amount: "", ...transaction(`${OURS}<AmtDtls><TxAmt><Amt Ccy="VND">4800000</Amt></TxAmt></AmtDtls>`) },
			paid,
		],
		[
			"AmtDtls/InstdAmt alone",
			{ amount: "", ...transaction(`${OURS}<AmtDtls><InstdAmt><Amt Ccy="VND">4800000</Amt></InstdAmt></AmtDtls>`) },
			paid,
		],
		[
			"AmtDtls/InstdAmt of the entry alone",
			{ amount: "", more: '<AmtDtls><InstdAmt><Amt Ccy="VND">4800000</Amt></InstdAmt></AmtDtls>' },
			paid,
		],
		[
			"AmtDtls of a payment that was instructed in another currency",
			{
				amount: "",
				...transaction(
					`${OURS}<AmtDtls><InstdAmt><Amt Ccy="USD">188</Amt></InstdAmt><CntrValAmt><Amt Ccy="VND">4800000</Amt></CntrValAmt></AmtDtls>`,
				),
			},
			paid,
		],
		["no amount at all", { amount: "" }, { ...paid, answer: "unclear", amountDong: null }],
		["Sts as text, of older versions", { status: "BOOK" }, paid],
		["Sts PDNG", { status: "<Cd>PDNG</Cd>" }, { ...paid, answer: "waiting" }],
		["Sts FUTR", { status: "<Cd>FUTR</Cd>" }, { ...paid, answer: "waiting" }],
		["Sts INFO: no booking", { status: "INFO" }, { ...paid, answer: "waiting" }],
		["no Sts", { status: "" }, { ...paid, answer: "unclear" }],
		["CdtDbtInd of the transaction", { side: "CRDT", ...transaction(`${OURS}<CdtDbtInd>DBIT</CdtDbtInd>`) }, paid],
		["money in with our reference, not called a return", { side: "CRDT" }, { ...paid, answer: "unclear" }],
		["money in of others", { side: "CRDT", ...refs("<EndToEndId>LUONG-11</EndToEndId>") }, null],
		["RvslInd of a debit: returned", { side: "CRDT", more: "<RvslInd>true</RvslInd>" }, { ...paid, answer: "failed" }],
		["RvslInd of a credit: none of ours", { more: "<RvslInd>1</RvslInd>" }, { ...paid, answer: "unclear" }],
		["RvslInd false", { more: "<RvslInd>false</RvslInd>" }, paid],
		["small letters of codes", { status: "<Cd>book</Cd>", more: "<RvslInd>FALSE</RvslInd>" }, paid],
		["Sts/Prtry", { status: "<Prtry>BOOK</Prtry>" }, paid],
		[
			"BookgDt/DtTm at the end of a day, written as 24:00",
			{ day: "<BookgDt><DtTm>2026-11-25T24:00:00+07:00</DtTm></BookgDt>" },
			paid,
		],
		[
			"RtrInf: returned, with its reason",
			{ side: "CRDT", ...transaction(`${OURS}<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>`) },
			{ ...paid, answer: "failed", said: "AC04" },
		],
		[
			"BkTxCd of a return",
			{
				side: "CRDT",
				more: "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>",
			},
			{ ...paid, answer: "failed" },
		],
		[
			"BkTxCd of a payment that was called back",
			{ side: "CRDT", more: "<BkTxCd><Domn><Fmly><SubFmlyCd>RPCR</SubFmlyCd></Fmly></Domn></BkTxCd>" },
			{ ...paid, answer: "failed" },
		],
		["Refs/Prtry/Ref in its place", refs("<Prtry><Tp>CUST</Tp><Ref>CT-2026-00017</Ref></Prtry>"), paid],
		["AcctOwnrTxId in its place", refs("<AcctOwnrTxId>CT-2026-00017</AcctOwnrTxId>"), paid],
		["Refs/MsgId in its place", refs("<MsgId>CT-2026-00017</MsgId>"), paid],
		["RltdRmtInf/RmtId in its place", refs("", "<RltdRmtInf><RmtId>CT-2026-00017</RmtId></RltdRmtInf>"), paid],
		["NtryRef in its place", { more: "<NtryRef>CT-2026-00017</NtryRef>", details: "" }, paid],
		["AddtlNtryInf in its place", { more: "<AddtlNtryInf>TT CT-2026-00017</AddtlNtryInf>", details: "" }, paid],
		["EndToEndId with other signs", refs("<EndToEndId>ct_2026\u201100017</EndToEndId>"), paid],
		["EndToEndId behind a code word", refs("<EndToEndId>/ROC/CT-2026-00017</EndToEndId>"), paid],
		["EndToEndId with a number of the bank's behind it", refs("<EndToEndId>CT-2026-00017-1</EndToEndId>"), paid],
		["a reference with blanks", refs("", "<RmtInf><Ustrd>TT CT - 2026 - 00017 ho tro</Ustrd></RmtInf>"), paid],
		...["NOT-PROVIDED", "NOREF", "none", "N.A.", "0"].map((none): [string, Parts, Partial<AnswerRow>] => [
			`EndToEndId ${none}: there is none`,
			refs(`<EndToEndId>${none}</EndToEndId>`),
			unnamed,
		]),
		["EndToEndId without its hyphens", refs("<EndToEndId>CT202600017</EndToEndId>"), paid],
		["InstrId in its place", refs("<InstrId>CT-2026-00017</InstrId>"), paid],
		["TxId in its place", refs("<EndToEndId>NOTPROVIDED</EndToEndId><TxId>CT-2026-00017</TxId>"), paid],
		[
			"InstrId beside an end-to-end id of the bank's",
			refs("<InstrId>CT-2026-00017</InstrId><EndToEndId>FT998877</EndToEndId>"),
			paid,
		],
		[
			"RmtInf/Ustrd in its place",
			refs("", "<RmtInf><Ustrd>Ho tro CDS CT-2026-00017 ho so HS-2026-000033</Ustrd></RmtInf>"),
			paid,
		],
		[
			"RmtInf/Ustrd that is broken into lines",
			refs("", "<RmtInf><Ustrd>Ho tro chuyen doi so CT-20</Ustrd><Ustrd>26-00017</Ustrd></RmtInf>"),
			paid,
		],
		[
			"RmtInf/Strd/CdtrRefInf in its place",
			refs("", "<RmtInf><Strd><CdtrRefInf><Ref>CT-2026-00017</Ref></CdtrRefInf></Strd></RmtInf>"),
			paid,
		],
		["AddtlTxInf in its place", refs("", "<AddtlTxInf>CHI CT 2026 00017</AddtlTxInf>"), paid],
		[
			"two references in the text: nobody guesses",
			refs("", "<RmtInf><Ustrd>CT-2026-00017 CT-2026-00018</Ustrd></RmtInf>"),
			unnamed,
		],
		[
			"NOTPROVIDED: the claim and the bank's key",
			refs(
				"<EndToEndId>NOTPROVIDED</EndToEndId><AcctSvcrRef>FT26330123</AcctSvcrRef>",
				"<RmtInf><Ustrd>de nghi DN-2026-000033</Ustrd></RmtInf>",
			),
			{ ...unnamed, claims: ["DN-2026-000033"], keys: ["AcctSvcrRef FT26330123"] },
		],
		[
			"UETR",
			refs("<UETR>8a562c67-ca16-48ba-b074-65581be6f011</UETR>"),
			{ ...unnamed, keys: ["UETR 8A562C67-CA16-48BA-B074-65581BE6F011"] },
		],
		[
			"AcctSvcrRef of the entry",
			{ more: "<AcctSvcrRef>FT1</AcctSvcrRef>", ...refs("<EndToEndId>NONREF</EndToEndId>") },
			{ ...unnamed, keys: ["AcctSvcrRef FT1"] },
		],
		["no details", { details: "" }, unnamed],
		[
			"PmtInfId of the transaction",
			refs("<PmtInfId>DC-2026-017</PmtInfId><EndToEndId>CT-2026-00017</EndToEndId>"),
			{ ...paid, batch: "DC-2026-017" },
		],
		[
			"a batch as one debit",
			{ details: "<NtryDtls><Btch><PmtInfId>DC-2026-017</PmtInfId><NbOfTxs>4</NbOfTxs></Btch></NtryDtls>" },
			{ ...unnamed, batch: "DC-2026-017", whole: { count: 4 } },
		],
		[
			"a batch by its message",
			{ details: "<NtryDtls><Btch><MsgId>DC-2026-017</MsgId></Btch></NtryDtls>" },
			{ ...unnamed, batch: "DC-2026-017", whole: { count: null } },
		],
		[
			"a batch with its own sum",
			{
				amount: '<Amt Ccy="VND">1</Amt>',
				details:
					'<NtryDtls><Btch><PmtInfId>DC-2026-017</PmtInfId><NbOfTxs>4</NbOfTxs><TtlAmt Ccy="VND">4800000</TtlAmt></Btch></NtryDtls>',
			},
			{ ...unnamed, batch: "DC-2026-017", whole: { count: 4 } },
		],
		[
			"a batch of others",
			{ details: "<NtryDtls><Btch><NbOfTxs>9</NbOfTxs></Btch></NtryDtls>" },
			{ ...unnamed, whole: { count: 9 } },
		],
		[
			"one transaction shown of several, without its amount",
			transaction(OURS, "<Btch><NbOfTxs>4</NbOfTxs></Btch>"),
			{ ...paid, answer: "unclear", amountDong: null },
		],
	])("%s", (_form, parts, expected) => {
		const read = rows(
			statement(entry(parts) + entry({ ...transaction("<Refs><EndToEndId>CT-1999-00001</EndToEndId></Refs>") })),
		);
		expect(read.slice(0, -1)).toMatchObject(expected ? [expected] : []);
	});

	test("each transaction of a batch has its own amount", () => {
		const one = (id: string, amount: string) =>
			`<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><Amt Ccy="VND">${amount}</Amt></TxDtls>`;
		const details = `<NtryDtls><Btch><PmtInfId>DC-2026-017</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>${one("CT-2026-00020", "36300000.00")}${one("CT-2026-00022", "33000000")}</NtryDtls>`;
		expect(rows(statement(entry({ details })))).toMatchObject([
			{ reference: "CT-2026-00020", amountDong: 36_300_000n, batch: "DC-2026-017", answer: "paid" },
			{ reference: "CT-2026-00022", amountDong: 33_000_000n, batch: "DC-2026-017", answer: "paid" },
		]);
	});
});

describe("what is around it", () => {
	const inside = statement(entry()).replace(/^<\?xml.*?\?>/, "");
	test.each<[string, string]>([
		["another version", statement(entry()).replace("001.08", "001.02")],
		[
			"the first version",
			statement(entry()).replaceAll("BkToCstmrStmt", "BkToCstmrStmtV01").replace("001.08", "001.01"),
		],
		["an empty line before the declaration", `\r\n${statement(entry())}`],
		["a comment within a text", statement(entry(refs("<EndToEndId>CT-2026-<!-- 17 -->00017</EndToEndId>")))],
		["a version to come", statement(entry()).replace("001.08", "001.13")],
		[
			"prefixes",
			statement(entry())
				.replace(/<(\/?)([A-Z])/g, "<$1x:$2")
				.replace("xmlns=", "xmlns:x="),
		],
		["no namespace", statement(entry()).replace(/ xmlns="[^"]*"/, "")],
		["a business message", `<BizMsgEnvlp><AppHdr><BizMsgIdr>1</BizMsgIdr></AppHdr>${inside}</BizMsgEnvlp>`],
		[
			"SOAP",
			`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><Response>${inside}</Response></s:Body></s:Envelope>`,
		],
		["a byte order mark", `\uFEFF${statement(entry())}`],
		[
			"camt.054",
			document(
				`<BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N1</Id>${entry()}</Ntfctn></BkToCstmrDbtCdtNtfctn>`,
				"camt.054.001.08",
			),
		],
		["CDATA and references", statement(entry(refs("<EndToEndId><![CDATA[CT-2026]]>&#45;00017</EndToEndId>")))],
	])("%s is read alike", (_what, text) => {
		expect(rows(text)).toMatchObject([paid]);
	});

	test.each([
		["the account as an IBAN", "<Acct><Id><IBAN>0009990001</IBAN></Id></Acct>", "0009990001"],
		["the account of the first version", "<Acct><Id><PrtryAcct><Id>999-0001</Id></PrtryAcct></Id></Acct>", "999-0001"],
		["an account that is hidden in part", "<Acct><Id><Othr><Id>000XXXX001</Id></Othr></Id></Acct>", "000XXXX001"],
		["an account of which the end is shown", "<Acct><Id><Othr><Id>######0001</Id></Othr></Id></Acct>", "######0001"],
		["an account with its currency", "<Acct><Id><Othr><Id>0009990001/VND</Id></Othr></Id></Acct>", "0009990001/VND"],
		["no account", "", undefined],
	])("%s goes with each line", (_what, account, expected) => {
		expect(rows(statement(entry(), account))[0]?.account).toBe(expected);
	});

	test.each([
		["our own file", document("<CstmrCdtTrfInitn><GrpHdr/></CstmrCdtTrfInitn>", "pain.001.001.09"), "own_file"],
		["an interim report", document("<BkToCstmrAcctRpt><GrpHdr/></BkToCstmrAcctRpt>", "camt.052.001.08"), "interim"],
		[
			"two kinds of messages",
			`<All>${inside}${document("<CstmrPmtStsRpt/>").replace(/^<\?xml.*?\?>/, "")}</All>`,
			"kinds",
		],
		["a statement without entries", statement(""), "empty"],
		[
			"a statement of another account",
			statement(entry(), "<Acct><Id><Othr><Id>777000111</Id></Othr></Id></Acct>"),
			"account",
		],
		[
			"a statement of another account, hidden in part",
			statement(entry(), "<Acct><Id><Othr><Id>000XXXX002</Id></Othr></Id></Acct>"),
			"account",
		],
	])("%s is refused in words", (_what, text, why) => {
		expect(() => rows(text)).toThrow(expect.objectContaining({ code: `bank_answer_refusal_${why}`, field: "file" }));
	});
});

describe("a transaction of a status report", () => {
	const report = (inner: string, group = "<OrgnlMsgId>DC-2026-015</OrgnlMsgId>") =>
		document(
			`<CstmrPmtStsRpt><GrpHdr><MsgId>R</MsgId><CreDtTm>2026-11-29T08:00:00+07:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>${group}</OrgnlGrpInfAndSts>${inner}</CstmrPmtStsRpt>`,
			"pain.002.001.10",
		);
	const one = (inner: string) => report(`<OrgnlPmtInfAndSts><TxInfAndSts>${inner}</TxInfAndSts></OrgnlPmtInfAndSts>`);
	const named = "<OrgnlEndToEndId>CT-2026-00017</OrgnlEndToEndId>";
	const settled = (day: string, status = "ACSC") => `${named}<TxSts>${status}</TxSts>${day}`;
	const common = { reference: "CT-2026-00017", batch: "DC-2026-015" };
	test.each<[string, string, Partial<AnswerRow>]>([
		[
			"FctvIntrBkSttlmDt/Dt",
			settled("<FctvIntrBkSttlmDt><Dt>2026-11-25</Dt></FctvIntrBkSttlmDt>"),
			{ ...common, answer: "paid", on: "2026-11-25" },
		],
		[
			"FctvIntrBkSttlmDt/DtTm: the day here",
			settled("<FctvIntrBkSttlmDt><DtTm>2026-12-31T17:15:00Z</DtTm></FctvIntrBkSttlmDt>"),
			{ ...common, on: "2027-01-01" },
		],
		[
			"FctvIntrBkSttlmDt as text",
			settled("<FctvIntrBkSttlmDt>2026-11-25</FctvIntrBkSttlmDt>"),
			{ ...common, on: "2026-11-25" },
		],
		[
			"OrgnlTxRef/IntrBkSttlmDt",
			settled("<OrgnlTxRef><IntrBkSttlmDt>2026-11-25</IntrBkSttlmDt></OrgnlTxRef>"),
			{ ...common, on: "2026-11-25" },
		],
		[
			"AccptncDtTm: taken on, not paid",
			settled("<AccptncDtTm>2026-11-25T10:15:00+07:00</AccptncDtTm>"),
			{ ...common, on: null },
		],
		["no day: not the message's", settled(""), { ...common, answer: "paid", on: null }],
		["refused: on the day of the message", settled("", "RJCT"), { ...common, answer: "failed", on: "2026-11-29" }],
		["a status of a step between", settled("", "ACSP"), { ...common, answer: "waiting" }],
		["a status that is none", settled("", "MAYBE"), { ...common, answer: "unclear" }],
		["a payment that is taken on without a booking", settled("", "ACWP"), { ...common, answer: "waiting" }],
		["a payment that is with the clearing", settled("", "ACPD"), { ...common, answer: "waiting" }],
		["a payment that was presented", settled("", "PRES"), { ...common, answer: "waiting" }],
		["a payment that is blocked, for a person", settled("", "BLCK"), { ...common, answer: "unclear" }],
		["a status in small letters", settled("", "acsc"), { ...common, answer: "paid" }],
		[
			"OrgnlInstrId in place of the id",
			"<OrgnlInstrId>CT-2026-00017</OrgnlInstrId><TxSts>ACSC</TxSts>",
			{ ...common, answer: "paid" },
		],
		[
			"the remittance in place of ids",
			"<TxSts>ACSC</TxSts><OrgnlTxRef><RmtInf><Ustrd>CT-2026-00017</Ustrd></RmtInf></OrgnlTxRef>",
			{ ...common, answer: "paid" },
		],
		[
			"the bank's keys, for a later file",
			`${named}<TxSts>ACSC</TxSts><AcctSvcrRef>FT9</AcctSvcrRef>`,
			{ ...common, keys: ["AcctSvcrRef FT9"] },
		],
		[
			"EqvtAmt",
			`${named}<TxSts>ACSC</TxSts><OrgnlTxRef><Amt><EqvtAmt><Amt Ccy="VND">5</Amt></EqvtAmt></Amt></OrgnlTxRef>`,
			{ ...common, amountDong: 5n },
		],
		[
			"DbtrAcct",
			`${named}<TxSts>ACSC</TxSts><OrgnlTxRef><DbtrAcct><Id><Othr><Id>777</Id></Othr></Id></DbtrAcct></OrgnlTxRef>`,
			{ ...common, account: "777" },
		],
	])("%s", (_form, inner, expected) => expect(rows(one(inner))).toMatchObject([expected]));

	test("transactions beside the group, as version 2 has them", () => {
		const text = report(
			`<TxInfAndSts>${named}<TxSts>RJCT</TxSts><StsRsnInf><StsRsn><Cd>AC01</Cd></StsRsn><AddtlStsRsnInf>sai</AddtlStsRsnInf></StsRsnInf></TxInfAndSts>`,
		);
		const first = text.replaceAll("CstmrPmtStsRpt", "pain.002.001.02");
		for (const each of [text, first]) {
			expect(rows(each)).toMatchObject([{ ...common, answer: "failed", said: "AC01: sai" }]);
		}
	});

	test.each([
		["the message that it answers is not told", "<OrgnlMsgId>NOTPROVIDED</OrgnlMsgId>", "DC-2026-015"],
		["the bank gave the message a number of its own", "<OrgnlMsgId>FT26330</OrgnlMsgId>", "DC-2026-015"],
		["nothing is named by us", "<OrgnlMsgId>FT26330</OrgnlMsgId>", "FT26330-1"],
	])("the batch is that of the instruction where %s", (_what, group, instruction) => {
		const level = `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${instruction}</OrgnlPmtInfId><TxInfAndSts>${settled("")}</TxInfAndSts></OrgnlPmtInfAndSts>`;
		const batch = instruction.startsWith("DC") ? instruction : null;
		expect(rows(report(level, group))).toMatchObject([{ reference: "CT-2026-00017", batch, answer: "paid" }]);
	});

	test("a refusal of all names its batch", () => {
		const group =
			"<OrgnlMsgId>DC-2026-015</OrgnlMsgId><OrgnlNbOfTxs>3</OrgnlNbOfTxs><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>DT01</Cd></Rsn></StsRsnInf>";
		const whole = { reference: "", answer: "failed", batch: "DC-2026-015", said: "DT01" };
		expect(rows(report("", group))).toMatchObject([{ ...whole, whole: { count: 3 } }]);
		const level =
			"<OrgnlPmtInfAndSts><OrgnlPmtInfId>DC-2026-015</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts></OrgnlPmtInfAndSts>";
		expect(rows(report(level, ""))).toMatchObject([{ ...whole, said: "RJCT", whole: { count: null } }]);
	});
});
