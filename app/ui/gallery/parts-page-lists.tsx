import { Check, FileText, Lock, Pencil, Send } from "lucide-react";
import { LevelRow } from "../charts/level-tile.tsx";
import { EmptyState } from "../parts/empty-state.tsx";
import { LegalSource } from "../parts/legal-source.tsx";
import { Pagination } from "../parts/pagination.tsx";
import { Panel } from "../parts/panel.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { Sum } from "../parts/sum.tsx";
import { SummaryList } from "../parts/summary-list.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { Tag } from "../parts/tag.tsx";
import { TaskList } from "../parts/task-list.tsx";
import { TextLink } from "../parts/text-link.tsx";
import { Timeline, type TimelineEvent } from "../parts/timeline.tsx";
import { UndoBar } from "../parts/undo-bar.tsx";
import { Sample } from "./parts-page-sample.tsx";

const events: TimelineEvent[] = [
	{
		id: "arrives",
		state: "to-come",
		title: "Tiền vào tài khoản nhà cung cấp",
		detail: "Bạn và nhà cung cấp nhận thư báo",
	},
	{ id: "waits", state: "now", title: "Chờ ngân hàng trả lời", when: "Từ 9:14, thứ Hai 16/11/2026" },
	{ id: "again", state: "done", icon: Send, title: "Gửi lại lệnh chi", when: "9:14, thứ Hai 16/11/2026" },
	{
		id: "returned",
		state: "trouble",
		title: "Ngân hàng trả lại",
		when: "15:02, thứ Năm 12/11/2026",
		quote: "Ngân hàng trả lời: “Số tài khoản không khớp tên người nhận.” Tiền vẫn ở ngân sách, không mất.",
	},
	{
		id: "claimed",
		state: "done",
		icon: FileText,
		title: "Bạn gửi đề nghị thanh toán",
		when: "11:48, thứ Năm 05/11/2026",
	},
];

/** Sums, lists, tabs, pages, timeline, levels. */
export function ListParts() {
	return (
		<>
			<Sample title="Sổ tiền">
				<Panel tone="green" rule="green" title="Cách tính số tiền" sub="Mua, thuê giải pháp chuyển đổi số">
					<Sum
						rows={[
							{ label: "Giá có thuế", amount: "118.000.000 đ" },
							{ label: "Thành phố góp 50%", amount: "59.000.000 đ" },
							{ label: "Không quá mức trần", amount: "50.000.000 đ" },
							{ label: "Được hỗ trợ", amount: "50.000.000 đ", kind: "total" },
							{ label: "Bạn trả", amount: "68.000.000 đ" },
						]}
					/>
				</Panel>
				<p className="mt-3">
					<LegalSource href="#parts">Nghị định 80/2021/NĐ-CP, Điều 11</LegalSource>
				</p>
			</Sample>
			<Sample title="Danh sách việc">
				<TaskList
					tasks={[
						{
							title: "Thông tin đăng ký",
							href: "#parts",
							tag: (
								<Tag tone="green" icon={Check}>
									Xong
								</Tag>
							),
						},
						{
							title: "Hạng mục chi phí",
							href: "#parts",
							fact: "2 hạng mục",
							tag: (
								<Tag tone="blue" icon={Pencil}>
									Đang làm
								</Tag>
							),
						},
						{
							title: "Xem lại và nộp hồ sơ",
							fact: "Mở khi sáu phần trên đã xong",
							tag: (
								<Tag tone="neutral" icon={Lock}>
									Chưa mở
								</Tag>
							),
						},
					]}
				/>
			</Sample>
			<Sample title="Trống, chờ, trang, hoàn tác">
				<EmptyState sentence="Chưa có hồ sơ nào.">
					<TextLink to="#parts">Kiểm tra điều kiện</TextLink> mất khoảng 2 phút.
				</EmptyState>
				<Skeleton />
				<Pagination page={2} pages={18} hrefFor={() => "#parts"} summary="26–50 trên 431" />
				<div className="mt-4">
					<UndoBar sentence="Đã xóa hạng mục 2.">
						<TextLink to="#parts">Hoàn tác</TextLink>
					</UndoBar>
				</div>
				<div className="mt-4">
					<Tabs
						label="Hàng chờ"
						tabs={[
							{ href: "#a", label: "Cần xét", count: 10, current: true },
							{ href: "#b", label: "Chờ bổ sung", count: 1 },
						]}
					/>
				</div>
			</Sample>
			<Sample title="Đường đi của tiền">
				<Timeline events={events} />
			</Sample>
			<Sample title="Màu và sáu mức">
				<ul className="flex flex-col gap-3 text-small">
					<li className="flex items-center gap-3">
						<span className="size-8 bg-green" />
						xanh cửa: hành động, liên kết, đạt
					</li>
					<li className="flex items-center gap-3">
						<span className="size-8 bg-yellow" />
						vàng tường: nơi cần nhìn, đang chờ
					</li>
					<li className="flex items-center gap-3">
						<span className="size-8 bg-red" />
						đỏ son: lỗi, từ chối, thu hồi
					</li>
					<li className="flex items-center gap-3">
						<span className="size-8 bg-blue" />
						xanh mực: đang xử lý, tin báo
					</li>
					<li className="flex items-center gap-3">
						<span className="size-8 bg-ink" />
						mực: chữ, kẻ đậm
					</li>
				</ul>
				<div className="mt-4">
					<LevelRow current={2} />
				</div>
			</Sample>
			<Sample title="Danh sách tóm tắt">
				<SummaryList
					rows={[
						{ term: "Tên", value: "Công ty TNHH Nội thất Mộc Lá Sen", change: { href: "#parts", label: "Sửa" } },
						{
							term: "Mã số thuế nhà cung cấp",
							value: "0399904536",
							error: "Mã số thuế nhà cung cấp có chữ số không khớp. Hãy so lại với báo giá.",
							change: { href: "#parts", label: "Sửa" },
						},
						{
							term: "Lao động",
							value: "34 người",
							note: "Xếp loại: doanh nghiệp nhỏ",
							change: { href: "#parts", label: "Sửa" },
						},
					]}
				/>
			</Sample>
		</>
	);
}
