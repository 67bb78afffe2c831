import type { Calendar } from "./calendar.ts";

/*
 * Many stories happen in the same two years. Each is a generator that says when it goes on; the theatre always lets the
 * one whose moment is the earliest go on, so that numbers, ledger and audit log run in the order of time.
 */

/** Yields the moment at which it wants to go on, and is told the moment that it is then. */
export type Story = AsyncGenerator<Date, void, Date>;

type Waiting = { at: Date; story: Story };

/**
 * Plays all stories until each has ended or wants to go on only after now; those that do.
 *
 * @param onMoment is told each moment at which one of them goes on.
 */
export async function play(stories: Story[], calendar: Calendar, onMoment: (at: Date) => void): Promise<Story[]> {
	const waiting: Waiting[] = [];
	for (const story of stories) {
		const first = await story.next();
		if (!first.done) waiting.push({ at: first.value, story });
	}
	for (;;) {
		waiting.sort((one, other) => one.at.getTime() - other.at.getTime());
		const [next] = waiting;
		if (!next || next.at > calendar.now) return waiting.map(({ story }) => story);
		waiting.shift();
		onMoment(next.at);
		const step = await next.story.next(next.at);
		if (!step.done) waiting.push({ at: step.value, story: next.story });
	}
}
