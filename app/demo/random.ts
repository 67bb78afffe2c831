/** Numbers that look random and are the same at every run (mulberry32), so that the demo is one and the same. */
export type Random = {
	/** At least 0, less than 1. */
	next: () => number;
	/** A whole number from `low` to `high`, both included. */
	between: (low: number, high: number) => number;
	pick: <Item>(items: readonly Item[]) => Item;
	chance: (probability: number) => boolean;
};

export function randomFrom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	return {
		next,
		between: (low, high) => low + Math.floor(next() * (high - low + 1)),
		pick: (items) => {
			const item = items[Math.floor(next() * items.length)];
			if (item === undefined) throw new Error("nothing to pick from");
			return item;
		},
		chance: (probability) => next() < probability,
	};
}

/** A uuid from the same source, so that ids do not change between runs either. */
export function uuidFrom(random: Random): string {
	const hex = Array.from({ length: 32 }, () => random.between(0, 15).toString(16));
	hex[12] = "4";
	hex[16] = random.pick(["8", "9", "a", "b"]);
	const text = hex.join("");
	return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}
