import { Button, Link, Section, Text } from "@react-email/components";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { colour } from "./style.ts";

/** The one button, and its address for readers whose program shows none. In the text part the button is the address. */
export function Action({ locale, label, url }: { locale: Locale; label: string; url: string }) {
	return (
		<>
			<Section style={{ margin: "20px 0 16px" }}>
				<Button
					href={url}
					style={{
						padding: "14px 24px",
						borderRadius: 4,
						backgroundColor: colour.green,
						color: colour.paper,
						fontSize: 16,
						lineHeight: "24px",
						fontWeight: 700,
					}}
				>
					{label}
				</Button>
			</Section>
			<Text
				data-skip-in-text="true"
				style={{ margin: 0, fontSize: 14, lineHeight: "22px", color: colour.ink, overflowWrap: "anywhere" }}
			>
				{m.emails_button_fallback({}, { locale })}{" "}
				<Link href={url} style={{ color: colour.green, textDecoration: "underline" }}>
					{url}
				</Link>
			</Text>
		</>
	);
}
