import type { INodeExecutionData } from 'n8n-workflow';

/**
 * What a node said of its input items, by position of each, from its two outputs. Of an item that came
 * out twice it is 'twice', and of one that failed in n8n's own words undefined.
 */
export function outcomesOf([accepted, failed]: ReadonlyArray<
	INodeExecutionData[] | null | undefined
>): Map<number, string | undefined> {
	const outcomes = new Map<number, string | undefined>();
	const put = ({ pairedItem }: INodeExecutionData, outcome: string | undefined) => {
		const [paired] = [pairedItem].flat();
		const item = typeof paired === 'object' ? paired.item : paired!;
		outcomes.set(item, outcomes.has(item) ? 'twice' : outcome);
	};
	for (const item of accepted ?? []) put(item, 'accepted');
	for (const item of failed ?? [])
		put(item, (item.json.details as { outcome?: string } | undefined)?.outcome);
	return outcomes;
}
