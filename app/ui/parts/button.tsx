import { Link, type LinkProps } from "@remix-run/react";
import { LoaderCircle, type LucideIcon } from "lucide-react";
import { type ButtonHTMLAttributes, type MouseEvent, type ReactNode, useId } from "react";
import { m } from "#messages/messages.js";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

type Face = {
	/** One primary button a page; `warning` for what takes something away. */
	look?: "primary" | "secondary" | "warning";
	/** 40 px high, for dense desk pages. */
	small?: boolean;
	/** As wide as its column, also on a desk. */
	wide?: boolean;
	icon?: LucideIcon;
	/** Icon after the word, for "go on". */
	iconAfter?: LucideIcon;
	/** Why it cannot be used now, in plain words. It stays visible and focusable, and the reason stands beside it. */
	disabledReason?: ReactNode;
	children: ReactNode;
};

type ButtonProps = Face &
	Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled" | "className"> & {
		/** The form is being sent: keeps its width, shows the loader, ignores a second press. */
		pending?: boolean;
	};

function faceClass({ look = "primary", small, wide }: Face): string {
	return classNames("button", `button-${look}`, small && "button-small", wide && "button-wide");
}

function Label({ icon, iconAfter, children }: Pick<Face, "icon" | "iconAfter" | "children">) {
	return (
		<>
			{icon ? <Icon of={icon} className="shrink-0" /> : null}
			{children}
			{iconAfter ? <Icon of={iconAfter} className="shrink-0" /> : null}
		</>
	);
}

/** A button changes something; what only leads elsewhere is a link. */
export function Button({
	look,
	small,
	wide,
	icon,
	iconAfter,
	disabledReason,
	pending,
	children,
	...button
}: ButtonProps) {
	const className = faceClass({ look, small, wide, children });
	const label = (
		<Label icon={icon} iconAfter={iconAfter}>
			{children}
		</Label>
	);
	if (disabledReason) {
		return (
			<BlockedButton className={className} reason={disabledReason}>
				{label}
			</BlockedButton>
		);
	}
	return (
		<button
			type="submit"
			{...button}
			className={className}
			aria-busy={pending || undefined}
			onClick={pending ? ignore : button.onClick}
		>
			<span className="button-face">
				<span className={classNames(pending && "invisible")}>{label}</span>
				{pending ? (
					<span role="status">
						<Icon of={LoaderCircle} className="loader" />
						{m.ui_sending()}
					</span>
				) : null}
			</span>
		</button>
	);
}

/** A link that is the page's main step and looks like a button. */
export function ButtonLink({
	look,
	small,
	wide,
	icon,
	iconAfter,
	disabledReason,
	children,
	...link
}: Face & Omit<LinkProps, "className">) {
	const className = faceClass({ look, small, wide, children });
	const label = (
		<Label icon={icon} iconAfter={iconAfter}>
			{children}
		</Label>
	);
	if (disabledReason) {
		return (
			<BlockedButton className={className} reason={disabledReason}>
				{label}
			</BlockedButton>
		);
	}
	return (
		<Link {...link} className={className}>
			{label}
		</Link>
	);
}

/** `type="button"` does nothing without scripts either, so a press can never send the form. */
function BlockedButton({ className, reason, children }: { className: string; reason: ReactNode; children: ReactNode }) {
	const id = useId();
	return (
		<div className="with-reason">
			<button type="button" className={className} aria-disabled="true" aria-describedby={id}>
				{children}
			</button>
			<span id={id}>{reason}</span>
		</div>
	);
}

function ignore(event: MouseEvent) {
	event.preventDefault();
}
