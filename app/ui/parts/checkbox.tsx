import { Check } from "lucide-react";
import { type ComponentPropsWithoutRef, type ForwardedRef, forwardRef, type ReactNode } from "react";
import { Icon } from "./icon.tsx";

type Props = Omit<ComponentPropsWithoutRef<"input">, "type" | "className"> & {
	/** The words beside the box. In a table's cell use `aria-label` instead. */
	children?: ReactNode;
	hint?: ReactNode;
	invalid?: boolean;
};

/** A tick box with its words. Never ticked beforehand for consent or commitment. */
export const Checkbox = forwardRef(function Checkbox(
	{ children, hint, invalid, ...input }: Props,
	ref: ForwardedRef<HTMLInputElement>,
) {
	return (
		<label className="check">
			<input {...input} type="checkbox" aria-invalid={invalid || undefined} ref={ref} />
			<Icon of={Check} />
			{children ? (
				<span>
					{children}
					{hint ? <span className="choice-hint">{hint}</span> : null}
				</span>
			) : null}
		</label>
	);
});
