import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

export type Task = {
	title: string;
	/** None while the task is locked: the row is text, and `fact` says what opens it. */
	href?: string;
	/** One line: what was entered, how much is there. */
	fact?: ReactNode;
	/** The state, a `<Tag>`. */
	tag: ReactNode;
};

/** Things to do, each with its state. Stands under the rule of a `<Section>`. */
export function TaskList({ tasks }: { tasks: Task[] }) {
	return (
		<ul>
			{tasks.map((task) => (
				<li key={task.title} className="task">
					<div className="task-words">
						{task.href ? <Link to={task.href}>{task.title}</Link> : task.title}
						{task.fact ? <div className="task-fact">{task.fact}</div> : null}
					</div>
					{task.tag}
				</li>
			))}
		</ul>
	);
}
