import { Check, CircleQuestionMark, Undo2 } from "lucide-react";
import { BeforeAfter } from "../charts/before-after.tsx";
import { BudgetBar, type BudgetPart } from "../charts/budget-bar.tsx";
import { Funnel } from "../charts/funnel.tsx";
import { LineWithBand } from "../charts/line-with-band.tsx";
import { Radar, type RadarAxis } from "../charts/radar.tsx";
import { RangeDots } from "../charts/range-dots.tsx";
import { Strip } from "../charts/strip.tsx";
import { TileStrip } from "../charts/tile-strip.tsx";
import { type Column, DataTable } from "../parts/data-table.tsx";
import { FigureRow } from "../parts/figure-row.tsx";
import { Tag } from "../parts/tag.tsx";
import { TextLink } from "../parts/text-link.tsx";
import { Sample } from "./parts-page-sample.tsx";

const budget: BudgetPart[] = [
	{ look: "paid", label: "Đã trả", amount: "9.486", share: 9486 / 36000 },
	{ look: "signed", label: "Đã ký, chưa trả", amount: "7.914", share: 7914 / 36000 },
	{ look: "reserved", label: "Đã duyệt, chờ ký", amount: "3.240", share: 3240 / 36000 },
	{ look: "free", label: "Hiệp hội còn được duyệt", amount: "11.360", share: 11360 / 36000 },
	{ look: "unassigned", label: "Chưa giao hiệp hội", amount: "4.000", share: 4000 / 36000 },
];

const axes: (RadarAxis & { middle: number; level: number })[] = [
	{
		name: "Trải nghiệm khách hàng",
		shortName: "Khách hàng",
		you: 48,
		peers: { low: 30, high: 55 },
		middle: 42,
		level: 3,
	},
	{ name: "Chiến lược", you: 55, peers: { low: 35, high: 60 }, middle: 45, level: 3 },
	{ name: "Hạ tầng", you: 51, peers: { low: 38, high: 62 }, middle: 50, level: 3 },
	{ name: "Vận hành", you: 38, peers: { low: 32, high: 58 }, middle: 46, level: 2 },
	{ name: "Văn hóa số", you: 37, peers: { low: 30, high: 53 }, middle: 41, level: 2 },
	{ name: "Dữ liệu", you: 23, peers: { low: 20, high: 48 }, middle: 33, level: 2 },
];

const pillars: Column<(typeof axes)[number]>[] = [
	{ key: "name", head: "Trụ cột", rowHead: true, cell: (axis) => axis.name },
	{ key: "you", head: "Bạn", number: true, cell: (axis) => <strong>{axis.you}</strong> },
	{ key: "middle", head: "Giữa", number: true, cell: (axis) => axis.middle },
	{ key: "range", head: "Nửa giữa của nhóm", number: true, cell: (axis) => `${axis.peers?.low}–${axis.peers?.high}` },
	{
		key: "strip",
		head: "Vị trí",
		wideOnly: true,
		cell: (axis) => (
			<Strip
				label={`${axis.name}: bạn ${axis.you}, giữa ${axis.middle}`}
				you={axis.you}
				group={axis.peers && { ...axis.peers, middle: axis.middle }}
			/>
		),
	},
	{ key: "level", head: "Mức", number: true, cell: (axis) => axis.level },
];

type Payment = { code: string; payee: string; amount: string; state: "paid" | "unknown" | "failed" };

const payments: Payment[] = [
	{ code: "CT-2026-00874", payee: "Công ty CP Phần mềm Cù Lao", amount: "19.250.000", state: "paid" },
	{ code: "CT-2026-00875", payee: "Công ty TNHH Kho số Rạch Ông", amount: "20.000.000", state: "unknown" },
	{ code: "CT-2026-00877", payee: "Công ty TNHH Giải pháp Vàm Sông", amount: "50.000.000", state: "failed" },
];

const answers = {
	paid: (
		<Tag tone="green" icon={Check}>
			Đã trả
		</Tag>
	),
	unknown: (
		<Tag tone="yellow" icon={CircleQuestionMark}>
			Chưa rõ
		</Tag>
	),
	failed: (
		<Tag tone="red" icon={Undo2}>
			Bị trả lại
		</Tag>
	),
};

const paymentColumns: Column<Payment>[] = [
	{
		key: "code",
		head: "Mã chi",
		rowHead: true,
		cell: (row) => (
			<TextLink to="#parts" className="num">
				{row.code}
			</TextLink>
		),
		total: "Cộng, 3 khoản",
	},
	{ key: "payee", head: "Người nhận", cell: (row) => row.payee },
	{ key: "amount", head: "Số tiền, đồng", number: true, cell: (row) => row.amount, total: "89.250.000" },
	{ key: "answer", head: "Ngân hàng trả lời", cell: (row) => answers[row.state] },
];

/** Tables and all charts. */
export function ChartParts() {
	return (
		<>
			<Sample title="Bảng" wide>
				<DataTable
					caption="Khoản trong đợt"
					captionHidden
					columns={paymentColumns}
					rows={payments}
					rowKey={(row) => row.code}
					rowTone={(row) => (row.state === "paid" ? undefined : row.state === "failed" ? "red" : "yellow")}
				/>
			</Sample>
			<Sample title="Còn 15,36 tỷ đ chưa cam kết, trên 36 tỷ đ" wide>
				<BudgetBar
					label="Ngân sách 36 tỷ đ, đã trả 9,49 tỷ đ"
					parts={budget}
					total={{ label: "Ngân sách, triệu đồng", amount: "36.000" }}
				/>
			</Sample>
			<Sample title="Mức 2: Bắt đầu" wide>
				<div className="grid items-center gap-6 md:grid-cols-2">
					<Radar
						label="Điểm sáu trụ cột: cao nhất chiến lược 55, thấp nhất dữ liệu 23"
						axes={axes}
						threshold={40}
						legend={{ you: "Bạn", peers: "Nửa giữa của 214 doanh nghiệp", threshold: "Ngưỡng mức 3" }}
					/>
					<DataTable
						caption="Điểm từng trụ cột"
						captionHidden
						columns={pillars}
						rows={axes}
						rowKey={(axis) => axis.name}
						narrow="table"
					/>
				</div>
			</Sample>
			<div className="grid gap-x-12 md:grid-cols-2">
				<Lines />
				<Bars />
			</div>
			<Sample title="Số liệu" wide>
				<FigureRow
					figures={[
						{ value: "412", label: "doanh nghiệp đã được duyệt", how: { href: "#parts", label: "Cách tính" } },
						{
							value: "9,49 tỷ đ",
							label: "đã trả, trên 36 tỷ đ ngân sách",
							how: { href: "#parts", label: "Cách tính" },
						},
						{
							value: "9 ngày làm việc",
							label: "là thời gian chờ thường gặp; 8 trên 10 hồ sơ có kết quả trong 5–13 ngày",
							how: { href: "#parts", label: "Cách tính" },
						},
					]}
				/>
				<TileStrip size={24} />
			</Sample>
		</>
	);
}

function Lines() {
	return (
		<div>
			<Sample title="Cuối năm dự báo trả 10,4–12,6 tỷ đ, dưới kế hoạch" wide>
				<LineWithBand
					label="Đã trả 9,49 tỷ đ, dự báo 11,4 tỷ đ, kế hoạch 18 tỷ đ"
					periods={Array.from({ length: 12 }, (_, index) => `T${index + 1}`)}
					ticks={[0, 5, 10, 15, 20].map((at) => ({ at, label: String(at) }))}
					actual={[0, 0, 0.2, 0.6, 1.2, 2, 3.1, 4.2, 5.4, 6.8, 8.4]
						.map((y, x) => ({ x, y }))
						.concat({ x: 10.8, y: 9.49 })}
					actualLabel="Đã trả 9,49"
					todayLabel="hôm nay"
					plan={{
						points: [
							{ x: 0, y: 0 },
							{ x: 12, y: 18 },
						],
						label: "Kế hoạch 18,0",
					}}
					forecast={{
						points: [
							{ x: 10.8, low: 9.49, middle: 9.49, high: 9.49 },
							{ x: 12, low: 10.4, middle: 11.4, high: 12.6 },
						],
						label: "Dự báo 11,4",
						range: "10,4 đến 12,6",
					}}
				/>
			</Sample>
			<Sample title="84 trên 138 doanh nghiệp lên ít nhất một mức" wide>
				<BeforeAfter
					label="Số doanh nghiệp ở từng mức, lúc nộp và sau khi xong"
					before="Lúc nộp"
					after="Sau khi xong"
					rows={[
						{ level: 0, name: "Chưa khởi động", before: 9, after: 2 },
						{ level: 1, name: "Khởi động", before: 41, after: 17 },
						{ level: 2, name: "Bắt đầu", before: 58, after: 49 },
						{ level: 3, name: "Hình thành", before: 24, after: 48 },
						{ level: 4, name: "Nâng cao", before: 6, after: 19 },
						{ level: 5, name: "Dẫn dắt", before: 0, after: 3 },
					]}
				/>
			</Sample>
		</div>
	);
}

function Bars() {
	return (
		<div>
			<Sample title="Chờ trả lời: giữa 9 ngày làm việc" wide>
				<RangeDots
					label="Thời gian chờ của sáu hiệp hội, giữa từ 6 đến 12 ngày làm việc"
					max={22}
					ticks={[0, 5, 10, 15, 20]}
					limit={{ at: 14, label: "hạn 14" }}
					rows={[
						{ label: "Tin học", low: 3, middle: 6, high: 9, value: "6" },
						{ label: "Nữ doanh nhân", low: 4, middle: 7, high: 11, value: "7" },
						{ label: "Lương thực, thực phẩm", low: 5, middle: 9, high: 13, value: "9" },
						{ label: "Cơ khí, điện", low: 8, middle: 12, high: 18, value: "12" },
					]}
				/>
			</Sample>
			<Sample title="Từ kiểm tra đến nộp mất nhiều nhất" wide>
				<Funnel
					label="Số doanh nghiệp đi đến từng bước: từ 6.840 bắt đầu đến 138 đo lại"
					steps={[
						{ label: "Bắt đầu đánh giá", count: 6840, value: "6.840" },
						{ label: "Xong đánh giá", count: 4912, value: "4.912", share: "72% của bước trước" },
						{ label: "Kiểm tra điều kiện", count: 2377, value: "2.377", share: "48%" },
						{ label: "Nộp hồ sơ", count: 731, value: "731", share: "31% bước mất nhiều nhất", worst: true },
						{ label: "Được duyệt", count: 412, value: "412", share: "56%" },
						{ label: "Đo lại", count: 138, value: "138", share: "62%" },
					]}
				/>
			</Sample>
		</div>
	);
}
