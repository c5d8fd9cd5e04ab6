import { attempt, isError } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';
import { isTool } from './isTool';
import type { Reading } from './readingOf';
import { readingOf } from './readingOf';

/**
 * What `getNodeParameter` gives, not to be changed: parts that are the same for all items are one
 * value, and what an expression finds is the input item's own.
 */
export type ReadParameter = <Value = unknown>(
	name: string,
	itemIndex: number,
	fallback?: unknown,
) => Value;

/**
 * Reads the parameters of one run, each item's value as n8n's `getNodeParameter` gives it and with
 * the errors that it throws, but without the expression engine where an expression only copies from
 * `$json`. What is not plain goes to the engine by itself, and the rest of its parameter does not.
 *
 * A parameter has the same fallback for all items.
 */
export function parameterReader(context: IExecuteFunctions): ReadParameter {
	const ask: ReadParameter = (name, itemIndex, fallback) =>
		context.getNodeParameter(name, itemIndex, fallback) as never;
	// A tool sees other data than its input items.
	if (isTool(context)) return ask;

	const items = context.getInputData();
	const readings = new Map<string, Reading>();
	const compile = (name: string, fallback: unknown): Reading => {
		const saved = attempt(() =>
			context.getNodeParameter(name, 0, fallback, { rawExpressions: true }),
		) as unknown;
		const reading = (isError(saved) ? undefined : readingOf(saved, name, { items, ask })) ?? {
			read: (itemIndex: number) => ask(name, itemIndex, fallback),
		};
		readings.set(name, reading);
		return reading;
	};

	return (name, itemIndex, fallback) => {
		const reading = readings.get(name) ?? compile(name, fallback);
		if ('constant' in reading) return reading.constant as never;
		try {
			return reading.read(itemIndex) as never;
		} catch {
			// Asked for the whole parameter, n8n says where it stands.
			return ask(name, itemIndex, fallback);
		}
	};
}
