import { DateTime } from 'luxon';
import type { INodeExecutionData } from 'n8n-workflow';
import { ASK_ENGINE, plainExpression } from './logic/plainExpression';

/** How a parameter, or a part of one, is read: the same for each item, or item by item. */
export type Reading = { constant: unknown } | { read: (itemIndex: number) => unknown };

interface Sources {
	items: readonly INodeExecutionData[];
	/** The expression engine's own value of the part at a path. */
	ask: (path: string, itemIndex: number) => unknown;
}

/** What a path to a part can be made of; n8n reads a point as another step. */
const PLAIN_NAME = /^(?!__proto__$)\w+$/;

/**
 * How an expression can come to the fields beside its own, as `$parameter["&name"]`. Asked for alone,
 * n8n would not find those.
 */
const LOOKS_ASIDE = /arameter|\$item|\$node|n8n_data|\\/;

/**
 * How to read a saved parameter, or a part of one.
 *
 * @param path where it stands in the node's parameters
 * @returns nothing if n8n must read the parameter as a whole
 */
export function readingOf(saved: unknown, path: string, sources: Sources): Reading | undefined {
	if (typeof saved === 'string' && saved.startsWith('=')) {
		return readingOfExpression(saved, path, sources);
	}
	if (typeof saved !== 'object' || saved === null) return { constant: saved };

	const isList = Array.isArray(saved);
	const parts: Array<[key: string, part: Reading]> = [];
	for (const [key, value] of Object.entries(saved)) {
		if (!PLAIN_NAME.test(key)) return;
		const part = readingOf(value, isList ? `${path}[${key}]` : `${path}.${key}`, sources);
		if (part === undefined) return;
		parts.push([key, part]);
	}
	return isList ? readingOfList(parts.map(([, part]) => part)) : readingOfObject(parts);
}

function readingOfExpression(
	saved: string,
	path: string,
	{ items, ask }: Sources,
): Reading | undefined {
	const askAlone = (itemIndex: number) => asPart(ask(path, itemIndex), path);
	const plain = plainExpression(saved);
	if (plain === undefined) return LOOKS_ASIDE.test(saved) ? undefined : { read: askAlone };
	return {
		read: (itemIndex) => {
			const value = plain(items[itemIndex]?.json);
			return value === ASK_ENGINE ? askAlone(itemIndex) : value;
		},
	};
}

/** n8n writes a luxon value as text where it is a part of a parameter, and leaves a whole one. */
const asPart = (value: unknown, path: string): unknown =>
	DateTime.isDateTime(value) && /\W/.test(path) ? value.toString() : value;

function readingOfList(parts: Reading[]): Reading {
	if (parts.every(isConstant)) return { constant: Object.freeze(parts.map(constantOf)) };
	return {
		read: (itemIndex) =>
			parts.map((part) => ('constant' in part ? part.constant : part.read(itemIndex))),
	};
}

function readingOfObject(parts: Array<[key: string, part: Reading]>): Reading {
	const template = Object.freeze(
		Object.fromEntries(parts.map(([key, part]) => [key, constantOf(part)])),
	);
	const varying = parts.flatMap(([key, part]) =>
		'read' in part ? [{ key, read: part.read }] : [],
	);
	if (varying.length === 0) return { constant: template };
	return {
		read: (itemIndex) => {
			const value: Record<string, unknown> = { ...template };
			for (const { key, read } of varying) value[key] = read(itemIndex);
			return value;
		},
	};
}

const isConstant = (part: Reading): boolean => 'constant' in part;

const constantOf = (part: Reading): unknown => ('constant' in part ? part.constant : undefined);
