import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/ui/parts/button.tsx";

type Props = {
	/** Where it is posted to. */
	action: string;
	/** `link` for what reads like a link within a row. */
	look?: "primary" | "secondary" | "warning" | "link";
	wide?: boolean;
	small?: boolean;
	/** What it is done to, for a screen reader that reads one button of several. */
	of?: string;
	children: ReactNode;
};

/** A form of one button and no field. */
export function PostButton({ action, look = "primary", wide, small, of, children }: Props) {
	const { state, formAction } = useNavigation();
	const words = (
		<>
			{children}
			{of ? <span className="sr-only"> {of}</span> : null}
		</>
	);
	return (
		<Form method="post" action={action}>
			{look === "link" ? (
				<button type="submit" className="link-button">
					{words}
				</button>
			) : (
				<Button look={look} wide={wide} small={small} pending={state !== "idle" && formAction === action}>
					{words}
				</Button>
			)}
		</Form>
	);
}
