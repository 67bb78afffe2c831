import type { LucideIcon } from "lucide-react";

/**
 * An icon beside a word: hidden from screen readers, because the word already says it.
 *
 * @param size 20 px beside text, 16 px beside small text.
 */
export function Icon({ of: Drawing, size = 20, className }: { of: LucideIcon; size?: number; className?: string }) {
	return <Drawing aria-hidden="true" focusable="false" size={size} strokeWidth={2} className={className} />;
}
