import { inGroups } from '../inGroups';
import { spreadOf } from './spreadOf';

/** The median of several runs with the least and the most, e.g. "12.3 (11.8 to 14.0)". */
export function showSpread(values: readonly number[], digits = 0): string {
	const { median, least, most } = spreadOf(values);
	const show = (value: number) => inGroups(value, digits);
	return values.length === 1 ? show(median) : `${show(median)} (${show(least)} to ${show(most)})`;
}

/** How many times as much the first is as the second, by their medians. */
export const ratio = (values: readonly number[], others: readonly number[]): string =>
	(spreadOf(values).median / spreadOf(others).median).toFixed(2);
