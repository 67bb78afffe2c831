import { Check, RotateCcw, X } from "lucide-react";
import { Tag } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import type { CertificateState } from "./certificate-facts.ts";

/** Whether a certificate counts: icon, word and tone. */
export function CertificateStateTag({ state }: { state: CertificateState }) {
	if (state === "valid") {
		return (
			<Tag tone="green" icon={Check}>
				{m.certificate_state_valid()}
			</Tag>
		);
	}
	return state === "withdrawn" ? (
		<Tag tone="red" icon={X}>
			{m.certificate_state_withdrawn()}
		</Tag>
	) : (
		<Tag tone="neutral" icon={RotateCcw}>
			{m.certificate_state_replaced()}
		</Tag>
	);
}
