import type { INodeExecutionData } from 'n8n-workflow';
import type { FailedOutcome } from '../../nodes/shared/logic/reply';
import type { Attempt } from './attempts';

export const OUTCOMES = ['accepted', 'rejected', 'notSent', 'unsure'] as const;
export type Outcome = 'accepted' | FailedOutcome;

/** What the node said of its input items, run once. */
export interface Claims {
	/** How many items it says it got. */
	total: number;
	counts: Record<Outcome, number>;
	/** The items of each outcome, which a node that stops does not name. */
	items?: Record<Outcome, number[]>;
}

/** How the sentence of a node that stops calls them. */
const IN_WORDS: Record<Outcome, string> = {
	accepted: 'accepted',
	rejected: 'rejected',
	notSent: 'not sent',
	unsure: 'unclear',
};

/** @returns nothing when the node stopped at its only item: that error has no numbers. */
export function claimsOf({ output, error }: Attempt): Claims | undefined {
	if (output) return claimsOfItems(output);
	const tally = /Of (\d+): ([^.]+)\./.exec(String(error?.description));
	if (!tally) return undefined;
	const [, total, rest] = tally;
	const counted = new Map(
		rest.split(', ').map((part) => {
			const [, count, words] = /^(\d+) (.+)$/.exec(part) ?? [];
			return [words, Number(count)];
		}),
	);
	return {
		total: Number(total),
		counts: forEachOutcome((outcome) => counted.get(IN_WORDS[outcome]) ?? 0),
	};
}

function claimsOfItems(output: INodeExecutionData[]): Claims {
	const items = forEachOutcome((outcome) =>
		output.filter((item) => outcomeOf(item) === outcome).map(itemOf),
	);
	return {
		total: output.length,
		counts: forEachOutcome((outcome) => items[outcome].length),
		items,
	};
}

/** What became of an item, as it stands in the node's output. */
export const outcomeOf = ({ json }: INodeExecutionData): Outcome =>
	json.error === undefined ? 'accepted' : (json.details as { outcome: FailedOutcome }).outcome;

/** The input item that an item of the output is about. */
export const itemOf = ({ pairedItem }: INodeExecutionData): number =>
	(pairedItem as { item: number }).item;

const forEachOutcome = <Value>(value: (outcome: Outcome) => Value) =>
	Object.fromEntries(OUTCOMES.map((outcome) => [outcome, value(outcome)])) as Record<
		Outcome,
		Value
	>;
