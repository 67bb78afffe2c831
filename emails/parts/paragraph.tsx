import { Heading, Text } from "@react-email/components";
import type { ReactNode } from "react";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { colour } from "./style.ts";
import { Unbroken } from "./unbroken.tsx";

/** Body text. Line breaks that a person typed into a reason are kept. */
export function Paragraph({ children }: { children: ReactNode }) {
	return (
		<Text style={{ margin: "0 0 16px", fontSize: 16, lineHeight: "26px", color: colour.ink, whiteSpace: "pre-line" }}>
			<Unbroken>{children}</Unbroken>
		</Text>
	);
}

/** A heading inside the mail. */
export function SmallHeading({ children }: { children: ReactNode }) {
	return (
		<Heading
			as="h2"
			style={{ margin: "28px 0 6px", fontSize: 18, lineHeight: "26px", fontWeight: 700, color: colour.ink }}
		>
			{children}
		</Heading>
	);
}

/** "Việc của bạn: …": what the reader does next, and by when. */
export function YourMove({ locale, what }: { locale: Locale; what: string }) {
	return <SmallHeading>{m.emails_your_move({ what }, { locale })}</SmallHeading>;
}
