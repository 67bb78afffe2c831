import { FileDown } from "lucide-react";
import { m } from "#messages/messages.js";
import { TextLink } from "./text-link.tsx";

/** A table as CSV, and the same with semicolons for programs whose region takes them between cells. */
export function CsvLinks({ path, query, label }: { path: string; query: URLSearchParams; label: string }) {
	const withSemicolons = new URLSearchParams(query);
	withSemicolons.set("separator", "semicolon");
	return (
		<>
			<TextLink file icon={FileDown} to={`${path}?${query}`}>
				{label}
			</TextLink>
			<TextLink file icon={FileDown} to={`${path}?${withSemicolons}`}>
				{m.house_csv_semicolon()}
			</TextLink>
		</>
	);
}
