import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Unbroken } from "./unbroken.tsx";

export type Task = {
	title: string;
	/** A reference in the title, which stays on one line. */
	reference?: string;
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
			{tasks.map(({ title, reference, href, fact, tag }) => {
				const words = reference ? <Unbroken text={title} part={reference} /> : title;
				return (
					<li key={title} className="task">
						<div className="task-words">
							{href ? <Link to={href}>{words}</Link> : words}
							{fact ? <div className="task-fact">{fact}</div> : null}
						</div>
						{tag}
					</li>
				);
			})}
		</ul>
	);
}
