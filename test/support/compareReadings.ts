import { isDeepStrictEqual } from 'node:util';
import { attempt, cloneDeepWith, get, isError, isPlainObject, mapValues } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { parameterReader } from '../../nodes/shared/parameterReader';
import { MAPPED_FIELDS, mappingForm } from './anyMapping';
import { forEachItem, probe, probeApi } from './probe';
import { runNode } from './runNode';

export interface Comparison {
	/** Expressions, one for each item, that n8n and the reader were both asked for. */
	compared: number;
	/** Those of them that the reader worked out without the engine. */
	plain: number;
	/** What was not the same. */
	differences: string[];
}

/** Reads a form for each item twice, once with the reader and once with n8n, in n8n's engine. */
export async function compareReadings(
	parameters: INodeParameters,
	items: IDataObject[],
): Promise<Comparison> {
	const total: Comparison = { compared: 0, plain: 0, differences: [] };
	const node = probe(
		async function () {
			const counter = { asked: 0 };
			const read = parameterReader(counting(this, counter));
			return await forEachItem((context, itemIndex) => {
				for (const name of MAPPED_FIELDS) {
					const fields = expressionsIn(
						context.getNodeParameter(name, 0, '', { rawExpressions: true }),
					);
					counter.asked = 0;
					const ours = attempt(() => read(name, itemIndex));
					total.plain += Math.max(0, fields - counter.asked);
					total.compared += fields;
					const theirs = attempt(() => context.getNodeParameter(name, itemIndex) as unknown);
					if (!isSame(ours, theirs)) {
						total.differences.push(describe(name, context, itemIndex, ours, theirs));
					}
				}
				return {};
			}).call(this);
		},
		{ properties: mappingForm },
	);
	const { error } = await runNode(node, { parameters, items, credentials: [probeApi({})] });
	if (error) throw error;
	return total;
}

/** The context, with a count of how often the reader asked n8n. A whole parameter counts as all of it. */
const counting = (context: IExecuteFunctions, counter: { asked: number }): IExecuteFunctions =>
	Object.assign(Object.create(context) as IExecuteFunctions, {
		getNodeParameter: (...args: Parameters<IExecuteFunctions['getNodeParameter']>) => {
			const isRaw = args[3]?.rawExpressions === true;
			if (!isRaw) counter.asked += MAPPED_FIELDS.includes(args[0]) ? Infinity : 1;
			return context.getNodeParameter(...args) as unknown;
		},
	});

const expressionsIn = (saved: unknown): number =>
	typeof saved === 'string'
		? Number(saved.startsWith('='))
		: typeof saved === 'object' && saved !== null
			? Object.values(saved).reduce<number>((sum, part) => sum + expressionsIn(part), 0)
			: 0;

function isSame(ours: unknown, theirs: unknown): boolean {
	if (isError(ours) && isError(theirs)) {
		return ours.message === theirs.message && ours.name === theirs.name;
	}
	return isDeepStrictEqual(ours, theirs) || isDeepStrictEqual(asItIsRead(ours), asItIsRead(theirs));
}

/**
 * A value without what nobody reads: caches that a luxon value, or what the engine `vm` makes of one,
 * fills when it is used, and parts that JSON does not see, which `vm` leaves out of its copies.
 */
const asItIsRead = (value: unknown): unknown =>
	cloneDeepWith(value, (part: unknown) => {
		if (get(part, 'isLuxonDateTime') === true) {
			return {
				moment: get(part, 'ts'),
				offset: get(part, 'o'),
				isLuxon: typeof get(part, 'toMillis') === 'function',
			};
		}
		if (Array.isArray(part)) return Array.from(part, asItIsRead);
		return isPlainObject(part) ? mapValues(part as object, asItIsRead) : undefined;
	});

const describe = (
	name: string,
	context: IExecuteFunctions,
	itemIndex: number,
	ours: unknown,
	theirs: unknown,
): string =>
	JSON.stringify({
		name,
		saved: context.getNodeParameter(name, 0, '', { rawExpressions: true }),
		item: String(JSON.stringify(attempt(() => context.getInputData()[itemIndex].json))).slice(
			0,
			500,
		),
		ours: shown(ours),
		theirs: shown(theirs),
	});

const shown = (value: unknown): string =>
	isError(value)
		? String(value)
		: `${typeof value} ${String(attempt(() => JSON.stringify(value)))}`;
