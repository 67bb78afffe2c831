import {
	Ban,
	Banknote,
	CalendarClock,
	Check,
	CheckCheck,
	CircleQuestionMark,
	FileSignature,
	Inbox,
	type LucideIcon,
	Pause,
	Pencil,
	PenLine,
	RotateCcw,
	Search,
	Send,
	TimerOff,
	Undo2,
	Users,
	X,
} from "lucide-react";
import { Button, ButtonLink } from "../parts/button.tsx";
import { ConfirmBox } from "../parts/confirm-box.tsx";
import { Door } from "../parts/door.tsx";
import { FileRow } from "../parts/file-row.tsx";
import { Notice } from "../parts/notice.tsx";
import { Tag, type Tone } from "../parts/tag.tsx";
import { TextLink } from "../parts/text-link.tsx";
import { WorkingDayClock } from "../parts/working-day-clock.tsx";
import { Sample } from "./parts-page-sample.tsx";

const tags: [string, LucideIcon, Tone][] = [
	["Bản nháp", Pencil, "outline"],
	["Đã nộp", Inbox, "blue"],
	["Đang xét", Search, "blue"],
	["Chờ bổ sung", Pause, "yellow"],
	["Chờ người thứ hai", Users, "blue"],
	["Bị từ chối", X, "red"],
	["Đã duyệt, chờ ký", PenLine, "yellow"],
	["Đã ký", FileSignature, "green"],
	["Hoàn thành", CheckCheck, "solid"],
	["Hết hạn giữ chỗ", TimerOff, "neutral"],
	["Đã rút", Undo2, "neutral"],
	["Đã hủy", Ban, "neutral"],
	["Đã xếp lịch chi", CalendarClock, "blue"],
	["Đã gửi ngân hàng", Send, "blue"],
	["Chưa rõ", CircleQuestionMark, "yellow"],
	["Bị trả lại", Undo2, "red"],
	["Đã trả", Banknote, "green"],
	["Đã thu hồi", RotateCcw, "neutral"],
];

/** Buttons, links, files, notices, tags, the clock and the question before what cannot be undone. */
export function StateParts() {
	return (
		<>
			<Sample title="Nút">
				<div className="flex flex-wrap gap-3">
					<Button>Nộp hồ sơ</Button>
					<Button look="secondary">Lưu, nộp sau</Button>
					<Button look="warning">Rút hồ sơ</Button>
					<Button small>Cỡ nhỏ</Button>
					<Button pending>Nộp hồ sơ ngay</Button>
					<ButtonLink to="#parts" look="secondary" small icon={Check}>
						Liên kết chính
					</ButtonLink>
				</div>
				<div className="mt-3">
					<Button disabledReason="Chưa duyệt được: cần ghi lý do về giá.">Duyệt</Button>
				</div>
				<p className="mt-3">
					<TextLink to="#parts">Liên kết</TextLink> và{" "}
					<TextLink to="#parts" icon={Send} file>
						tệp có biểu tượng
					</TextLink>
				</p>
				<div className="mt-3 flex flex-col gap-3">
					<Door to="#parts" title="Đo mức độ số" fact="41 câu, khoảng 15 phút, không cần tài khoản" />
					<Door to="#parts" title="Tôi có được hỗ trợ không?" fact="5 câu, khoảng 2 phút, thấy ngay số tiền" outline />
				</div>
			</Sample>
			<Sample title="Tải tệp">
				<FileRow
					state="uploading"
					name="bao-gia.pdf"
					fact="1,9 trên 3,1 MB."
					progress={{ sent: 1.9, total: 3.1 }}
					actions={<TextLink to="#parts">Hủy</TextLink>}
				/>
				<FileRow
					state="received"
					name="bao-cao-tai-chinh-2025.pdf"
					tag={
						<Tag tone="green" icon={Check}>
							Đã nhận
						</Tag>
					}
					fact="2,4 MB."
					actions={
						<>
							<TextLink to="#parts">Xem</TextLink>
							<TextLink to="#parts">Thay</TextLink>
						</>
					}
				/>
				<FileRow state="refused" name="hop-dong.heic" error="Không đọc được loại tệp này. Hãy gửi PDF, JPG hoặc PNG." />
			</Sample>
			<Sample title="Thông báo">
				<div className="flex flex-col gap-2">
					<Notice tone="blue" title="Sẽ bảo trì từ 22:00 đến 23:00 tối nay.">
						Những gì bạn nhập được giữ.
					</Notice>
					<Notice tone="green" title="Đã nộp hồ sơ HS-2026-004218.">
						Biên nhận đã gửi vào thư của bạn.
					</Notice>
					<Notice tone="yellow" title="Còn 3 ngày làm việc để ký.">
						Bạn có thể gia hạn một lần.
					</Notice>
					<Notice tone="red" title="Mất kết nối.">
						Bản nháp lưu trên máy này, sẽ gửi khi có mạng.
					</Notice>
				</div>
			</Sample>
			<Sample title="Nhãn trạng thái">
				<div className="flex flex-wrap gap-2">
					{tags.map(([word, icon, tone]) => (
						<Tag key={word} tone={tone} icon={icon}>
							{word}
						</Tag>
					))}
				</div>
				<h3 className="type-h3 mt-6 mb-3">Đồng hồ ngày làm việc</h3>
				<Clocks />
			</Sample>
			<Sample title="Hộp hỏi lại">
				<ConfirmBox
					title="Rút hồ sơ này?"
					actions={
						<>
							<Button look="warning" small>
								Rút hồ sơ
							</Button>
							<TextLink to="#parts">Giữ lại</TextLink>
						</>
					}
				>
					Khoản giữ chỗ 86.000.000 đ trở về hạn mức của Hội. Bạn có thể nộp hồ sơ mới.
				</ConfirmBox>
			</Sample>
		</>
	);
}

function Clocks() {
	return (
		<div className="flex flex-col gap-4">
			<WorkingDayClock
				squares={[
					...Array<"past">(3).fill("past"),
					...Array<"paused">(3).fill("paused"),
					...Array<"past">(5).fill("past"),
					"today",
					...Array<"to-come">(5).fill("to-come"),
				]}
				sentence="Ngày làm việc 9/14, còn 5 ngày làm việc, hạn 08/10/2026. Dừng 3 ngày làm việc chờ bổ sung."
			/>
			<WorkingDayClock size="small" squares={[...Array<"past">(14).fill("past"), "over"]} sentence="quá 1 ngày" />
			<WorkingDayClock size="large" squares={["past", "today", "to-come"]} sentence="Ngày làm việc thứ 2 trên 3." />
		</div>
	);
}
