import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";

type Props = { questionCount: number; answerWorkingDays: number | null };

/** The way from measuring to money, in five steps. */
export function FiveSteps({ questionCount, answerWorkingDays }: Props) {
	const steps = [
		{ title: m.home_step_measure(), text: m.home_step_measure_text({ count: questionCount }) },
		{ title: m.home_step_check(), text: m.home_step_check_text() },
		{
			title: m.home_step_apply(),
			text:
				answerWorkingDays === null
					? m.home_step_apply_text()
					: m.home_step_apply_text_days({ days: answerWorkingDays }),
		},
		{ title: m.home_step_deliver(), text: m.home_step_deliver_text() },
		{ title: m.home_step_paid(), text: m.home_step_paid_text() },
	];
	return (
		<Section title={m.home_steps_title()}>
			<ol className="md:grid md:grid-cols-5 md:gap-x-6">
				{steps.map((step, index) => (
					<li
						key={step.title}
						className="grid grid-cols-[1.5rem_1fr] gap-x-3 border-line border-b py-4 md:block md:border-b-0"
					>
						<span aria-hidden="true" className="type-h1 num row-span-2 text-green">
							{index + 1}
						</span>
						<h3 className="type-h3">{step.title}</h3>
						<p className="text-small">{step.text}</p>
					</li>
				))}
			</ol>
		</Section>
	);
}
