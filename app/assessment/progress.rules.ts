/** How far a questionnaire is answered. */

import { ownValue } from "#app/kernel/own-value.ts";
import { type Answers, type Framework, type NumberedQuestion, questionsOf } from "./framework/framework.ts";

function isOpen(answers: Answers, { question }: NumberedQuestion): boolean {
	return typeof ownValue(answers, question.id) !== "number";
}

/** Number of the next question without an answer, or null when there is none after this one. */
export function nextOpenAfter(framework: Framework, answers: Answers, number: number): number | null {
	return questionsOf(framework).find((asked) => asked.number > number && isOpen(answers, asked))?.number ?? null;
}

/** Number of the question to go on with: the first one not seen yet, else the first left for later; null at the end. */
export function goOnWith(framework: Framework, answers: Answers): number | null {
	const open = openQuestions(framework, answers);
	return (open.find(({ question }) => ownValue(answers, question.id) === undefined) ?? open[0])?.number ?? null;
}

/** Questions without an answer, those left for later included. */
export function openQuestions(framework: Framework, answers: Answers): NumberedQuestion[] {
	return questionsOf(framework).filter((asked) => isOpen(answers, asked));
}

/** Questions that are neither answered nor left for later: they keep the result from being worked out. */
export function unseenQuestions(framework: Framework, answers: Answers): NumberedQuestion[] {
	return questionsOf(framework).filter(({ question }) => ownValue(answers, question.id) === undefined);
}

/** Questions that were left for later. */
export function leftForLater(framework: Framework, answers: Answers): NumberedQuestion[] {
	return questionsOf(framework).filter(({ question }) => ownValue(answers, question.id) === null);
}

export type PillarProgress = {
	vi: string;
	en: string;
	answered: number;
	questions: number;
	/** Number of its first question, through the whole. */
	firstNumber: number;
};

/** How many questions of each pillar have an answer. */
export function progressByPillar(framework: Framework, answers: Answers): PillarProgress[] {
	const asked = questionsOf(framework);
	return framework.pillars.map(({ id, vi, en, questions }) => {
		const own = asked.filter(({ pillar }) => pillar.id === id);
		return {
			vi,
			en,
			answered: own.filter((each) => !isOpen(answers, each)).length,
			questions: questions.length,
			firstNumber: own[0]?.number ?? 1,
		};
	});
}
