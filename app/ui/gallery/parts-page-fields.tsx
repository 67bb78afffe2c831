import { PillarProgress } from "../charts/pillar-progress.tsx";
import { Checkbox } from "../parts/checkbox.tsx";
import { FieldFrame } from "../parts/field-frame.tsx";
import {
	CodeInput,
	DateInputs,
	FileInput,
	MoneyInput,
	SearchInput,
	Select,
	TextArea,
	TextInput,
} from "../parts/inputs.tsx";
import { RadioCards } from "../parts/radio-cards.tsx";
import { Sample } from "./parts-page-sample.tsx";

const pillars = [
	{ name: "Khách hàng", answered: 6, questions: 6 },
	{ name: "Chiến lược", answered: 6, questions: 6 },
	{ name: "Hạ tầng", answered: 6, questions: 9, current: true },
	{ name: "Vận hành", answered: 0, questions: 8 },
	{ name: "Văn hóa số", answered: 0, questions: 6 },
	{ name: "Dữ liệu", answered: 0, questions: 6 },
];

/** Fields with hint, error and every kind of control. */
export function FieldParts() {
	return (
		<>
			<Sample title="Ô nhập">
				<div className="flex flex-col gap-6">
					<FieldFrame id="parts-name" label="Tên doanh nghiệp">
						<TextInput id="parts-name" defaultValue="Nội thất Mộc Lá Sen" />
					</FieldFrame>
					<FieldFrame
						id="parts-price"
						label="Giá có thuế"
						hint="Số nguyên đồng, ví dụ 118.000.000"
						after="Một trăm mười tám triệu đồng"
					>
						<MoneyInput id="parts-price" aria-describedby="parts-price-hint" defaultValue="118.000.000" />
					</FieldFrame>
					<FieldFrame
						id="parts-date"
						as="group"
						label="Ngày lập hóa đơn"
						error="Ngày này chưa tới. Hãy xem lại hóa đơn."
					>
						<DateInputs
							id="parts-date"
							name="date"
							defaultValue={{ day: "30", month: "12", year: "2026" }}
							invalid
							describedBy="parts-date-error"
						/>
					</FieldFrame>
					<FieldFrame
						id="parts-tax"
						label="Mã số thuế"
						error="Mã số thuế có chữ số không khớp. Hãy so lại với báo giá."
					>
						<CodeInput id="parts-tax" defaultValue="0399904536" invalid aria-describedby="parts-tax-error" />
					</FieldFrame>
					<FieldFrame id="parts-amount" label="Giá thuê" error="Giá có thuế phải là số nguyên đồng, ví dụ 118.000.000.">
						<MoneyInput id="parts-amount" defaultValue="mười triệu" invalid aria-describedby="parts-amount-error" />
					</FieldFrame>
					<FieldFrame id="parts-reason" label="Lý do về giá" optional>
						<TextArea id="parts-reason" />
					</FieldFrame>
				</div>
			</Sample>
			<Sample title="Chọn một, chọn nhiều, danh sách">
				<div className="flex flex-col gap-6">
					<FieldFrame id="parts-software" as="group" label="Phần mềm kế toán">
						<RadioCards
							id="parts-software"
							name="software"
							defaultValue="daily"
							choices={[
								{ value: "daily", label: "Có phần mềm, dùng hằng ngày" },
								{ value: "none", label: "Chưa có phần mềm" },
							]}
						/>
					</FieldFrame>
					<div>
						<Checkbox name="women" defaultChecked>
							Do phụ nữ làm chủ
						</Checkbox>
						<Checkbox name="many-women">Sử dụng nhiều lao động nữ</Checkbox>
						<Checkbox name="true" invalid hint="Nghị định 80/2021/NĐ-CP, Điều 10 và Điều 31">
							Tôi khai đúng sự thật và hiểu rằng cố ý khai sai thì phải trả lại toàn bộ tiền hỗ trợ.
						</Checkbox>
					</div>
					<FieldFrame id="parts-association" label="Hiệp hội">
						<Select id="parts-association">
							<option>Hội Tin học TP. Hồ Chí Minh</option>
						</Select>
					</FieldFrame>
					<FieldFrame id="parts-search" label="Tìm theo tên, mã hồ sơ, mã số thuế">
						<SearchInput id="parts-search" small />
					</FieldFrame>
					<FieldFrame id="parts-file" label="Báo giá" hint="PDF, PNG hoặc JPG, không quá 10 MB">
						<FileInput id="parts-file" aria-describedby="parts-file-hint" />
					</FieldFrame>
					<PillarProgress
						label="Các trụ cột"
						pillars={pillars.map((pillar, index) => ({
							...pillar,
							to: `#pillar-${index + 1}`,
							words: `Trụ cột ${index + 1}: ${pillar.name}`,
						}))}
					>
						Trụ cột 3/6: <strong>Hạ tầng và công nghệ số</strong>
						<br />
						Câu 7/9, tính chung câu 19/41
					</PillarProgress>
				</div>
			</Sample>
		</>
	);
}
