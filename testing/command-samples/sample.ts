import type { AnyActor } from "#app/house/access.ts";
import type { RefusalCode } from "#app/house/refusal.ts";
import type { World } from "./world.ts";

/** A command with its services, as `command` gives it. */
type Declared = ((ctx: never, input: never, ...services: never[]) => Promise<unknown>) & {
	contract: { name: string };
};

type ServicesOf<Command extends Declared> =
	Parameters<Command> extends [unknown, unknown?, ...infer Services] ? Services : never;

export type Sample<Input = unknown, Services extends readonly unknown[] = unknown[]> = {
	/** Who may do it, on a thing that stands so that it can be done. */
	by: AnyActor;
	input: Input;
	/** What the command needs beside its input. */
	services?: Services;
	/** The moment of the command; that of the makers unless given. */
	now?: Date;
	/**
	 * What it is about is named by a secret or is the person's own, so that whoever is let in at all does it to themselves:
	 * an intruder brings this instead, where there is something to bring.
	 */
	brings?: Input | "nothing of others";
	/** Intruders of this command alone, by what they are. */
	also?: Record<string, AnyActor>;
	/** Who sees the thing and yet may not, and the reason that they are told: it is about them, not about the thing. */
	barred?: Record<string, { person: AnyActor; reason: RefusalCode }>;
	/** Reasons that are about whoever asks, and the same whether the thing is there or not: they tell a stranger nothing. */
	ownReasons?: readonly RefusalCode[];
	/** Where the command turns an intruder away by what it returns, and not by a refusal. */
	turnsAway?: (result: never) => boolean;
};

export type SampleMaker = {
	/** Of the command. */
	name: string;
	/** In which state or by whom, where a command has several samples. */
	which: string;
	make: (world: World) => Promise<Sample>;
};

/** A valid input of a command on a real thing of somebody's. */
export function sample<Command extends Declared>(
	command: Command,
	make: (world: World) => Promise<Sample<Parameters<Command>[1], ServicesOf<Command>>>,
	which = "",
): SampleMaker {
	return { name: command.contract.name, which, make: make as SampleMaker["make"] };
}
