import { Fragment, useId } from "react";
import { classNames } from "../parts/class-names.ts";
import { Hatch } from "./hatch.tsx";

/** Paid, signed, reserved, free (still to be awarded by an association), unassigned (not given to one yet). */
export type BudgetLook = "paid" | "signed" | "reserved" | "free" | "unassigned";

export type BudgetPart = {
	look: BudgetLook;
	label: string;
	/** Already formatted, in the unit that the total names. */
	amount: string;
	/** Of the whole, 0 to 1. */
	share: number;
};

type Props = {
	/** One sentence that says what the bar shows. */
	label: string;
	parts: BudgetPart[];
	/** With it, the parts stand below the bar as a sum. */
	total?: { label: string; amount: string };
};

const fills = { paid: "fill-green", signed: "fill-mid", free: "fill-pale", unassigned: "fill-paper" };

/** Where a budget stands: one bar, and under it the same parts as a sum that adds up. */
export function BudgetBar({ label, parts, total }: Props) {
	const id = useId();
	let before = 0;
	return (
		<figure>
			<svg
				role="img"
				aria-label={label}
				width="100%"
				height={total ? 40 : 16}
				className="block bg-paper outline-ink outline-[1.5px] -outline-offset-1"
			>
				<defs>
					<Hatch id={id} />
				</defs>
				{parts.map((part) => {
					const start = before;
					before += part.share;
					return (
						<Fragment key={part.look}>
							<PartRect look={part.look} hatch={id} x={`${start * 100}%`} width={`${part.share * 100}%`} />
							{start > 0 ? (
								<line
									x1={`${start * 100}%`}
									x2={`${start * 100}%`}
									y2="100%"
									strokeWidth="1.5"
									className="stroke-ink"
								/>
							) : null}
						</Fragment>
					);
				})}
			</svg>
			{total ? (
				<figcaption className="mt-3 flex flex-col justify-between gap-x-6 gap-y-2 sm:flex-row sm:flex-wrap">
					{parts.map((part, index) => (
						<BudgetTerm key={part.look} part={part} sign={index > 0 ? "+" : undefined} />
					))}
					<div className="flex items-baseline justify-between gap-x-4 sm:block sm:text-right">
						<div className="text-small">{total.label}</div>
						<div className="num whitespace-nowrap font-semibold text-lead">
							= <span className="inline-block border-ink border-b-4 border-double">{total.amount}</span>
						</div>
					</div>
				</figcaption>
			) : null}
		</figure>
	);
}

function BudgetTerm({ part, sign }: { part: BudgetPart; sign?: string }) {
	const id = useId();
	return (
		<div className="flex items-baseline justify-between gap-x-4 sm:block">
			<div className="flex items-center gap-2 text-small">
				<svg aria-hidden="true" width="13" height="13" className="shrink-0 outline outline-ink -outline-offset-1">
					<defs>
						<Hatch id={id} width={5} />
					</defs>
					<PartRect look={part.look} hatch={id} width="100%" />
				</svg>
				{part.label}
			</div>
			<div className="num whitespace-nowrap font-semibold text-lead">
				{sign ? <span className="font-normal text-ink2">{sign} </span> : null}
				{part.amount}
			</div>
		</div>
	);
}

function PartRect({ look, hatch, x, width }: { look: BudgetLook; hatch: string; x?: string; width: string }) {
	return look === "reserved" ? (
		<rect x={x} width={width} height="100%" fill={`url(#${hatch})`} />
	) : (
		<rect x={x} width={width} height="100%" className={classNames(fills[look])} />
	);
}
