/** One line of the bench: a cost of ours beside the cost of the bare thing, both in `unit`. */
export type Measured = { what: string; unit: "ms"; ours: number; against: string; bare: number };

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}
